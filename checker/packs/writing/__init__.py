"""Scaffolds of packs, points and rules."""
