"""Ten million calls: made, imported, looked up, beside DuckDB; a hundred thousand rows of a workbook beside openpyxl."""
