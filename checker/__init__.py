"""Check what localities report against the points of a policy directive, and score it."""

__version__ = "0.1.0"
