"""Who stands in a `party` column (a, b, payer, payee): a person_id, a phone or an account, told from its form."""

from typing import Literal

from netlens.case.values import account, phone

Kind = Literal["person", "phone", "account"]


def clean(text: str) -> tuple[Kind, str, str]:
    """(kind, value, problem code). What is neither `kind:value` nor a phone number is a person's key, as written."""
    if account.is_account(text):
        return "account", *account.clean(text)
    if phone.is_phone(text):
        return "phone", *phone.clean(text)
    return "person", text.strip(), ""
