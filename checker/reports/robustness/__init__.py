"""How firm an order is, in words and as JSON."""
