"""Files that others fill by their own forms: call records, bank statements, lists of border gates, HTCDS.

words       which heading means which column of a form (resources/forms/*.toml), and a form's other words
finding     where the header row stands, and what is said above it; which form a file is
rows        the rows below it: records, lines that are none, broken ones
reading     a whole file by its form: the one way every such importer goes
aligned     text whose columns only blanks keep apart
clock       day and time from several columns, durations in any writing
calls/      call records: who called whom, handsets, cells
payments/   bank statements; crossings/ border lists; htcds/ the Human Trafficking Case Data Standard
"""
