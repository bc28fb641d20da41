"""The report as data: what every other format shows, with exact numbers and both languages."""
