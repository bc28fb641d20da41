"""The command line: a thin skin over ``checker.use_cases``."""
