"""The store of record: what was judged, refused and found, in one SQLite file that survives a kill at any moment."""
