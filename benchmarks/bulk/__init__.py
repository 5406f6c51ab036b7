"""Ten million calls: imported and looked up beside DuckDB; a hundred thousand rows of a workbook beside openpyxl."""
