"""XLSX sheets as nearly every program writes them, read by their rows instead of cell by cell.

parts   which part of the archive each sheet is, the shared texts, and what the reader of workbooks says of numbers
rows    the rows of one sheet by their common form; None for a sheet that has no such form
cells   what the contents of a column's cells are as text
typed   a typed cell as text
"""
