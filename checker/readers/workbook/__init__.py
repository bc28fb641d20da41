"""Workbooks (.xlsx, .xlsm) -> records: a guard, the parts that are needed, cells, our forms, tables made by hand."""
