"""Blank forms in YAML and Excel, and the annotated copy of a filled one."""
