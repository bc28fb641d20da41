"""Expressions of rules: text -> typed tree -> interpreter. Nothing an author wrote is ever run by Python."""
