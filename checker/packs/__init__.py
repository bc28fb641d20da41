"""YAML and CSV of a rule pack -> the model, with every mistake at its place."""
