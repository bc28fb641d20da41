"""The catalogue of a pack, as Markdown and as one HTML page."""
