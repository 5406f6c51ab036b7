"""Large tables of calls, read by the column instead of by the row, to the same end as the slow path.

plan      which files can be read so, and how their columns lie
lines     the file in blocks: where each cell begins and ends; lines that are not plain, told apart
lexicon   each different text of a column gets a number, so that it is cleaned once, by the same functions as ever
odd       lines that are not plain, through the reader of single rows
numbers   the different phone numbers, cleaned by their form
moments   dates and times from their two halves
same      which rows are one call
taking    the whole way of one file into the case
"""
