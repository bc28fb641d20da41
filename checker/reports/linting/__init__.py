"""Findings of lint in words, and the page that explains them."""
