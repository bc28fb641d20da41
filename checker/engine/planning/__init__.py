"""What would earn a submission more: steps, the values they need, and the cheapest way."""
