"""Numbers and things that are nobody's: a service number, or what was written in place of one ("does not remember").

They stay in the case as they were written; to have them in common ties nobody.
"""

from typing import TYPE_CHECKING

import numpy as np

from netlens.case.values.service_number import is_service
from netlens.network.projection import Ints

if TYPE_CHECKING:
    from netlens.case.case import Case

LEAST = {"phone": 7, "document": 4, "vehicle": 3}  # digits below which what is written there is no number of the kind


def nobodys(case: "Case") -> Ints:
    """Entity ids of the phones, documents, vehicles and accounts that tell nobody from another, in ascending order."""
    found = case.table("entities")
    found = found[(found.register == "") & found.kind.isin([*LEAST, "account"]) & ~found.key.str.startswith("+")]
    none = [_is_none(kind, key) for kind, key in zip(found.kind.tolist(), found.key.tolist(), strict=True)]
    ids: Ints = np.sort(found.id.to_numpy(dtype=np.int64)[np.array(none, dtype=bool)])
    return ids


def _is_none(kind: str, key: str) -> bool:
    digits = sum(sign.isdecimal() for sign in key)
    if kind == "account":
        return ":" not in key and digits < LEAST["document"]
    return digits < LEAST[kind] or (kind == "phone" and is_service(key))
