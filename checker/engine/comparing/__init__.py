"""Two assessments side by side, or one beside its peers."""
