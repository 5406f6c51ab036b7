"""From a file to rows, and from rows to what they say: the steps of an import, one file each.

text, workbook   what lies in a file: sheets of numbered rows, as written
headers, native  which table a sheet is, which column feeds which field: CaseRecords
files            which files a batch holds, and which importer reads each
dates            day or month first, decided for a whole column
clean, facts     values cleaned; the entities and links one row states
weigh            whether a row can count: its references, its keys, what it contradicts
batch            one import from its first row to its ledger
preview          the same look without writing anything
"""
