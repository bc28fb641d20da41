"""Changes of a pack and their impact, in words and as JSON."""
