"""What the rules of a pack come to, and whether they are fair."""
