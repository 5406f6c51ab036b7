"""Statements of banks and wallets.

heading   whose account it is, at which bank, as the lines above the table say
accounts  a number, its bank, a wallet's phone → the account it is
balance   whether each line follows from the one before
records   a line of the statement → the payment it states
both_sides  one payment in the statements of both its parties
"""
