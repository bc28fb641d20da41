"""The report as HTML: one file that needs nothing else, or a folder of such pages."""
