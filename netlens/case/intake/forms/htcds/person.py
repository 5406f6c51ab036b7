"""The person of an HTCDS row: name, papers, phones, address; and whoever the row names as perpetrator."""

import re
from collections.abc import Sequence

from netlens.case.intake.forms.htcds.cells import Cells
from netlens.case.values import country
from netlens.case.values.name import family_known

Values = dict[str, str]
_ADDRESS = ("prs_MailingStreet", "prs_MailingCity", "prs_MailingState", "prs_MailingPostalCode", "prs_MailingCountry")


def person(cells: Cells, row: Sequence[str]) -> Values:
    """The native columns of `persons`, but for its id; only what is filled."""
    one = cells.one
    number = one(row, "prs_IdentityNumber")
    paper = "id_number" if re.fullmatch(r"[\d\s.\-]{8,16}", number) else "passport"
    phones = [one(row, "prs_MobilePhone"), one(row, "prs_HomePhone")]
    email = one(row, "prs_Email")
    abroad = one(row, "prs_MailingCountry")
    values = {
        "full_name": full_name(cells, row),
        "sex": one(row, "prs_Gender"),
        "birth_date": one(row, "prs_Birthdate"),
        "nationality": ";".join(cells.codes(row, "prs_Citizenship")),
        paper: number,
        "phones": ";".join(dict.fromkeys(filter(None, phones))),
        "accounts": f"email:{email}" if "@" in email else "",
        "address": ", ".join(filter(None, (one(row, field) for field in _ADDRESS))),
        "province": "" if abroad and country.clean(abroad)[0] != "VN" else one(row, "prs_MailingState"),
    }
    return {name: text for name, text in values.items() if text}


def full_name(cells: Cells, row: Sequence[str]) -> str:
    """Family name first for Vietnamese people: the form's first name is the given name, its second the family's."""
    first, middle, second = (cells.one(row, f"prs_{part}Name") for part in ("First", "Middle", "Second"))
    western = (first, middle, second)
    family_first = (second, middle, first)
    if family_known(second) or family_known(first):
        parts = family_first if family_known(second) else western
    else:
        own = {country.clean(code)[0] for code in cells.codes(row, "prs_Citizenship")}
        parts = family_first if "VN" in own else western
    return " ".join(filter(None, parts))


def perpetrator(cells: Cells, row: Sequence[str]) -> str:
    """The name of a perpetrator where an agency added columns for one (`per_FirstName`, `per_Name`), else ""."""
    parts: dict[str, str] = {}
    for place, header in enumerate(cells.head.headers):
        key = re.sub(r"[\W_]+", "", header).casefold()
        if key in _PERPETRATOR and not cells.head.meant[place].field.startswith("prs_"):
            parts.setdefault(_PERPETRATOR[key], cells.at(row, place))
    if parts.get("whole"):
        return parts["whole"]
    first, second = parts.get("first", ""), parts.get("second", "")
    return " ".join(filter(None, (second, first) if family_known(second) else (first, second)))


_PERPETRATOR = {
    "pername": "whole",
    "perfullname": "whole",
    "perpetratorname": "whole",
    "nameofperpetrator": "whole",
    "traffickername": "whole",
    "perfirstname": "first",
    "persecondname": "second",
    "perlastname": "second",
}
