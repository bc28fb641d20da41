"""The report of a run that people look at: one view model, and a writer for each format."""
