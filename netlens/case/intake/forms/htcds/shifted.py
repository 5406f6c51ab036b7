"""Address columns whose system name and label disagree: the official workbooks have `prs_MailingCity` over
"Mailing Street", and so on for five columns. A person fills in by the label, so the label has it, unless the values say
that the names are right: countries stand under the name of the country, digits under that of the post code.
"""

from collections.abc import Sequence

from netlens.case.intake.forms.htcds.fields import Meant
from netlens.case.values import country, place

_ADDRESS = "prs_Mailing"


def settled(names: Sequence[Meant], labels: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """Column → the field it holds, for the address columns whose label says another one than their system name."""
    block = [n for n, one in enumerate(names) if one.field.startswith(_ADDRESS) and labels[n].startswith(_ADDRESS)]
    if all(names[n].field == labels[n] for n in block):
        return {}
    by_name = sum(_fits(names[n].field, row[n]) for row in rows for n in block if n < len(row))
    by_label = sum(_fits(labels[n], row[n]) for row in rows for n in block if n < len(row))
    said = {n: names[n].field for n in block} if by_name > by_label else {n: labels[n] for n in block}
    return {n: field for n, field in said.items() if names[n].field != labels[n]}


def _fits(field: str, cell: str) -> int:
    """How well a value suits an address field: 1 well, -1 not at all, 0 where nothing can be told."""
    text = cell.strip()
    if not text:
        return 0
    digits = sum(sign.isdigit() for sign in text)
    is_country = not country.clean(text)[1]
    if field.endswith("Country"):
        return 1 if is_country else -1
    if field.endswith("PostalCode"):
        return 1 if digits * 2 >= len(text) else -1
    if field.endswith("State"):
        return 1 if not place.clean_province(text)[1] else -1 if digits or (is_country and len(text) > 2) else 0
    return -1 if is_country and field.endswith("Street") else 0
