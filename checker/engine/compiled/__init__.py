"""A pack as Python source generated from its trees: one function from a decoded submission to credits and findings."""
