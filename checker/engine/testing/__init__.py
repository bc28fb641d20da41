"""A pack tried on its own examples and stories: coverage and mutants."""
