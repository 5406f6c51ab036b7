"""Numbers that are nobody's: emergency and service numbers (113, 198, 1800…, 1900…), and names sent in place of one."""

import re

_SHORT = re.compile(r"\*?\d{2,6}#?|1[89]00\d{4,6}", re.ASCII)
_LONG = re.compile(r"\d{7,}")


def is_service(number: str) -> bool:
    """Whether a cleaned phone number (E.164, or as written) is a service's or a sender's name: it ties nobody.

    A number that could not be understood may still be somebody's, and is none of these.
    """
    if number.startswith("+"):
        return False
    if _SHORT.fullmatch(number):
        return True
    return any(sign.isalpha() for sign in number) and not _LONG.search(re.sub(r"[\s.\-]", "", number))
