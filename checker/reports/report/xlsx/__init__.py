"""The report as a workbook: an overview, tables to sort and filter, and charts drawn from their cells."""
