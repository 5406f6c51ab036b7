"""Large tables of calls as they lie in the case file: column by column, with their ties by number.

columns   whole numbers of a column, packed
lexicons  the different texts of a file's columns, packed
chunks    a file's rows, some hundred thousand at a time: written, read, found again by row
edges     who called whom how often, by number: written, looked up
counted   which of the rows count beside which imports
entries   numbers new to the case become its entities
"""
