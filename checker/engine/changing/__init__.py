"""Two versions of a pack: what differs, and what that does to scores."""
