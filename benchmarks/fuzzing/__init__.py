"""Broken and hostile inputs without end: every importer must answer each with words, or a ledger that adds up."""
