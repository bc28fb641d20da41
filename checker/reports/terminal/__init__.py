"""Reports on a terminal: as wide as it is and no wider, with bars, and in colour where that says something."""
