"""What became of each row: counted while an import runs, then a FileLedger per file and the JSON of `import --json`."""

import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from netlens.case.intake.parts import Part
from netlens.case.protection import HIDDEN
from netlens.case.record_ids import PLAIN
from netlens.case.records import LOCAL, FileLedger, Issue, Ledger
from netlens.case.schema import TABLES
from netlens.case.values import name
from netlens.i18n import _

_SAFE_KINDS = ("key:", "code:", "date", "number", "amount", "yes_no", "currency", "country", "grade_")
_KEY = re.compile(r"(?=.*\d)[\w.:/\-]{1,40}")


@dataclass(slots=True)
class Tally:
    """The running account of one file."""

    name: str
    sha256: str
    importer: str
    register: str
    started: float = field(default_factory=time.perf_counter)
    read: int = 0
    used: int = 0
    merged: int = 0
    other_lines: int = 0
    through: str = ""
    mapping: str = ""
    keyed: bool = False  # some rows name the keys of its register
    local: bool = False  # some are known by ids that only the file knows
    seconds: float = 0.0
    flags: Counter[str] = field(default_factory=Counter)
    rejected: list[Issue] = field(default_factory=list)

    def stop(self) -> None:
        """Add the time since `started` to what this file took."""
        self.seconds += time.perf_counter() - self.started

    def meet(self, part: Part) -> None:
        """Note whose ids a part of a row speaks by."""
        if self.keyed and self.local:
            return
        for entity in part.entities:
            self._whose(entity.ref.register)
        for link in part.links:
            self._whose(link.a.register)
            self._whose(link.b.register)

    def _whose(self, register: str) -> None:
        if register:
            if register.startswith(LOCAL):
                self.local = True
            else:
                self.keyed = True

    @property
    def ids(self) -> str:
        """Whose the ids of its rows are: "register", "file", "both", or "" where they have none."""
        if self.local:
            return "both" if self.keyed else "file"
        return "register" if self.keyed else ""

    def closed(self) -> FileLedger:
        return FileLedger(
            name=self.name,
            sha256=self.sha256,
            importer=self.importer,
            register=self.register,
            rows_read=self.read,
            rows_used=self.used,
            rows_merged=self.merged,
            rows_rejected=len(self.rejected),
            seconds=round(self.seconds, 3),
            flags=dict(sorted(self.flags.items())),
            rejected=tuple(sorted(self.rejected, key=lambda issue: (issue.sheet, issue.row))),
            other_lines=self.other_lines,
            through=self.through,
            mapping=self.mapping,
            ids=self.ids,
        )


def to_json(ledger: Ledger, shown: Callable[[Issue], str] | None = None) -> dict[str, Any]:
    """The ledger under the keys of the command line's contract. `shown` says what of a rejected value may be seen."""
    value = shown or (lambda issue: issue.value)
    return {
        "files": [
            {
                "name": file.name,
                "sha256": file.sha256,
                "importer": file.importer,
                "register": file.register,
                **({"ids": file.ids or "none"} if file.ids != "register" else {}),
                **({"through": file.through} if file.through else {}),
                **({"mapping": file.mapping} if file.mapping else {}),
                "rows_read": file.rows_read,
                "rows_used": file.rows_used,
                "rows_merged": file.rows_merged,
                "rows_rejected": file.rows_rejected,
                "seconds": file.seconds,
                "flags": dict(file.flags),
                "rejected": [
                    {
                        "row": issue.row,
                        "sheet": issue.sheet,
                        "field": issue.field,
                        "value": value(issue),
                        "reason": issue.reason,
                    }
                    for issue in file.rejected
                ],
            }
            for file in ledger.files
        ],
        "entities": dict(ledger.entities),
        "links": dict(ledger.links),
    }


def ids(whose: str, register: str) -> str:
    """Whose the ids of a file are, in words; `whose` as in FileLedger."""
    said = {
        "register": _("register {register}"),
        "file": _("the file's own ids"),
        "both": _("register {register}, and the file's own ids"),
    }
    return said.get(whose, _("without ids")).format(register=register)


def safe_key(key: str) -> str:
    """A key as it may be said before it is known whose it is: hidden where it could be a name or an identity number."""
    return key if PLAIN.fullmatch(key) else _(HIDDEN)


def masked(issue: Issue) -> str:
    """A rejected value as an extract may show it: keys, codes, dates and numbers; anything a person could be known by
    is hidden, for the row may speak of a protected one."""
    text = issue.value
    if not text:
        return ""
    if issue.code.startswith("unknown_") and _KEY.fullmatch(text):
        return text
    kinds = {column.kind for table in TABLES.values() for column in table.columns if column.name == issue.field}
    safe = bool(kinds) and all(kind.startswith(_SAFE_KINDS) for kind in kinds)
    return text if safe and len(text) <= 60 and not _name_like(text) else _(HIDDEN)


def _name_like(text: str) -> bool:
    """Whether a text could be somebody's name that slipped into another column."""
    words = text.split()
    return len(words) > 1 and (name.family_known(text) or sum(word[:1].isupper() for word in words) > 1)
