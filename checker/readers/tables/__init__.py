"""Tables -> records: a row a locality, or a row a value; of a text file, a workbook or a Parquet file alike."""
