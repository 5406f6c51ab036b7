"""Which letters a file holds: its encoding, and text that was typed for old fonts or garbled on its way.

encoding   the codec of a text file
columns    TCVN3, VNI and mojibake in single columns: told, asked about, read
"""
