"""The ledger says whose the ids of a file are: a register's, the file's alone, both, or that there are none."""

from pathlib import Path

import pytest

import main
from netlens.case.case import Case
from netlens.case.importing import import_files
from netlens.case.intake.ledger import ids, to_json
from netlens.progress import finish

KEY = "boat lantern seven quiet"
SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.mark.parametrize(
    ("file", "register", "whose", "said"),
    [
        ("persons.csv", "", "register", "register main"),
        ("network.gexf", "", "file", "the file's own ids"),
        ("chart.anx", "", "file", "the file's own ids"),
        ("network.gexf", "LC", "register", "register LC"),
        ("call_records.txt", "", "", "without ids"),
    ],
)
def test_whose_ids_they_are(file: str, register: str, whose: str, said: str, tmp_path: Path) -> None:
    case = tmp_path / "a.netlens"
    Case.create(case, KEY).close()
    ledger = finish(import_files(case, KEY, [SAMPLES / file], main.load_importers(), register=register))
    (line,) = ledger.files
    assert line.ids == whose
    assert ids(line.ids, line.register) == said
    told = to_json(ledger)["files"][0].get("ids", "register")
    assert told == (whose or "none")
