"""Statements of banks and wallets: the account in the heading, debit and credit, a running balance, the other side."""

from importers.call_records import sheets
from netlens.case.intake.forms.importer import form_importer
from netlens.case.intake.forms.payments import records
from netlens.i18n import mark

IMPORTER = form_importer(
    "bank_transfers", mark("Statements of a bank or wallet"), "bank_transfers.csv", sheets, records.reader
)
