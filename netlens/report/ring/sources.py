"""The sources of a summary: numbered once, each with its file, sheet, row, grade and handling code."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from netlens.case import schema
from netlens.case.protection import shown_file, shown_text
from netlens.case.records import Source
from netlens.errors import NetLensError
from netlens.i18n import translator
from netlens.report.ring.rows import of_sources, rows, source

if TYPE_CHECKING:
    from netlens.case.case import Case

GRADED = ("involvements", "holdings", "stops", "travellers", "links", "calls", "payments", "crossings")
SHORT = 12  # digits of a SHA-256 that a person compares at a glance; the annex has them all


class Sources:
    """All rows that a summary cites. Source n is the n-th in the order of files and rows, so that runs stay short."""

    def __init__(self, case: "Case", cited: Iterable[Source], lang: str) -> None:
        self.all = sorted({Source(int(file), int(row)) for file, row in cited})
        self._number = {one: n for n, one in enumerate(self.all, 1)}
        self._terms = _terms(case, self.all)
        self.files = _files(case, sorted({one.file for one in self.all}))
        self._place = {int(file["id"]): file for file in self.files}
        self._lang = lang

    def numbers(self, cited: Iterable[Source]) -> tuple[int, ...]:
        return tuple(sorted({self._number[Source(int(file), int(row))] for file, row in cited}))

    def lines(self) -> tuple[str, ...]:
        """Each source in one line, as a person cites it."""
        _ = translator(self._lang)
        lines = []
        for one in self.all:
            file = self._place[one.file]
            sheet = f", {file['sheet']}" if file["sheet"] else ""
            lines.append(
                _("{file}{sheet}, row {row}, SHA-256 {sha256}…, register {register}").format(
                    file=file["name"],
                    sheet=sheet,
                    row=one.row,
                    sha256=str(file["sha256"])[:SHORT],
                    register=file["register"],
                )
            )
        return tuple(lines)

    def annex(self) -> tuple[Mapping[str, Any], ...]:
        listed = []
        for n, one in enumerate(self.all, 1):
            file = self._place[one.file]
            grade, handling = self._terms[one]
            listed.append(
                {
                    "number": n,
                    "file": file["number"],
                    "sheet": file["sheet"],
                    "row": one.row,
                    "grade": grade,
                    "handling": handling,
                }
            )
        return tuple(listed)

    def listed(self) -> tuple[Mapping[str, Any], ...]:
        """The files, without the numbers they have inside this case file."""
        return tuple({key: value for key, value in file.items() if key not in {"id", "sheet"}} for file in self.files)

    def handling(self) -> dict[str, int]:
        """How many sources carry which handling code, strictest known first; "" those that carry none."""
        counts: dict[str, int] = {}
        for _grade, code in self._terms.values():
            counts[code] = counts.get(code, 0) + 1
        return dict(sorted(counts.items(), key=lambda item: (item[0] == "", item[0])))


def _files(case: "Case", ids: list[int]) -> list[dict[str, Any]]:
    """The files cited, as they may be named: a file name can hold the name of a victim."""
    imports = {int(row["id"]): row for row in rows(case.table("imports"), "state", ("counted", "withdrawn"))}
    found = []
    for n, file in enumerate(rows(case.table("files"), "id", ids), 1):
        batch = imports[int(file["import_id"])]
        found.append(
            {
                "id": int(file["id"]),
                "number": n,
                "name": shown_file(case, file["name"]),
                "sheet": shown_file(case, file["sheet"]),
                "sha256": file["sha256"],
                "register": shown_text(case, batch["register"]),
                "importer": file["importer"],
                "imported": batch["time"],
            }
        )
    missing = set(ids) - {file["id"] for file in found}
    if missing:
        raise NetLensError(f"Sources name files that are not in the case: {sorted(missing)}.")
    return found


def _terms(case: "Case", sources: list[Source]) -> dict[Source, tuple[str, str]]:
    """The grade and handling code of each source: of the facts it states; of the row itself where it states none."""
    found: dict[Source, tuple[str, str]] = {}
    for name in GRADED:
        for row in of_sources(case.table(name), sources):
            grade, handling = found.get(source(row), ("", ""))
            found[source(row)] = (grade or row["grade"], handling or row["handling"])
    for one in sources:
        if one not in found:
            written = case.as_written(one).values
            grade = "/".join(part for part in (written.get("grade_source"), written.get("grade_info")) if part)
            found[one] = (shown_text(case, grade), shown_text(case, written.get("handling", "")))
    return {one: (grade, _code(handling)) for one, (grade, handling) in found.items()}


def _code(handling: str) -> str:
    return schema.code("handling", handling) or handling if handling else ""
