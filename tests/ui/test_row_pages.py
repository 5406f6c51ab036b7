"""A row as it was imported: of a chart, what kind of item it is; and whose its ids are."""

from pathlib import Path

import pytest

import main
from netlens.case.case import Case
from netlens.case.edits.imports import CountImport
from netlens.case.importing import import_files
from netlens.progress import finish
from ui.answers import rows
from ui.answers.ground.reading import Book
from ui.answers.plain.page import Chips, Facts

KEY = "boat lantern seven quiet"
SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.mark.parametrize(
    ("file", "table", "kind", "caption", "whose"),
    [
        ("chart.anx", "links", "Links", "From (a)", "the file's own ids"),
        ("persons.csv", "persons", "Persons", "Person ID", "register main"),
        ("call_records.txt", "calls", "Calls", "Caller", "without ids"),
    ],
)
def test_what_a_row_is_and_whose_its_ids_are(
    file: str, table: str, kind: str, caption: str, whose: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.netlens"
    Case.create(path, KEY).close()
    ledger = finish(import_files(path, KEY, [SAMPLES / file], main.load_importers()))
    with Case.open(path, KEY) as case:
        case.apply(CountImport(ledger.import_id))
        fact = case.table(table).iloc[0]
        page = rows.record(Book(case), (int(fact.file), int(fact.row)))
    chips = [chip.text for block in page.blocks if isinstance(block, Chips) for chip in block.chips]
    facts = {name: words for block in page.blocks if isinstance(block, Facts) for name, words in block.rows}
    assert chips[0] == kind
    assert caption in facts
    assert facts["Whose ids"] == (whose,)
