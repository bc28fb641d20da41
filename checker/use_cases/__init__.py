"""The jobs of the checker, end to end: the only place that joins packs, readers, engine and reports."""
