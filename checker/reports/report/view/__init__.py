"""The view model: what every format of the report shows, worded in both languages, with exact numbers beside."""
