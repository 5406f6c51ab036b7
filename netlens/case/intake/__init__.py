"""From a file to rows, and from rows to what they say: the steps of an import, one file each.

text, workbook   what lies in a file: sheets of numbered rows, as written
headers, native  which table a sheet is, which column feeds which field: CaseRecords
mapped           the same through a saved column mapping
files            which files a batch holds, and which importer reads each
dates            day or month first, decided for a whole column
letters          text typed for old fonts or garbled: told, asked about, read; the codec of a text file
clean            values cleaned, with what was flagged on the way
parts, facts     the entities and links one row states, in parts that each count once
standing         what stands already, and what a new statement does to it
batch, ledger    one import from its first row to its account
preview          the same look without writing anything
"""
