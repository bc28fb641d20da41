"""How firm an order is: draws, what is certain, and what hangs on the weights."""
