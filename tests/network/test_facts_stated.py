"""People whom a chart ties to one organisation, event or vehicle stand together there."""

from collections.abc import Iterator
from pathlib import Path

from netlens.case.case import Case
from netlens.case.edits.imports import CountImport
from netlens.case.importing import Importer, ReadOptions, import_files
from netlens.case.intake.own import own, row_id
from netlens.case.records import CaseRecord, Issue, Source
from netlens.network.evidence import gather
from netlens.progress import finish

KEY = "a passphrase of words"


def _reader(records: list[tuple[str, dict[str, str]]]) -> Importer:
    def read(_path: Path, _options: ReadOptions) -> Iterator[CaseRecord | Issue]:
        for row, (table, values) in enumerate(records, 1):
            yield CaseRecord(table, row, values)

    return Importer("chart", "Chart", (".chart",), lambda path: path.suffix == ".chart", read)


def _link(person: str, thing: str) -> tuple[str, dict[str, str]]:
    return "links", {"a": own(person), "b": own(thing), "kind": "other"}


CHART = [
    ("persons", {"person_id": own("a"), "full_name": "Lò Văn Một"}),
    _link("a", "firm"),  # an end may come after the link
    ("persons", {"person_id": own("b"), "full_name": "Lò Văn Hai"}),
    ("persons", {"person_id": own("c"), "full_name": "Lò Văn Ba"}),
    ("entities", {"entity_id": own("firm"), "kind": "organisation", "value": "Công ty ABC"}),
    ("entities", {"entity_id": own("night"), "kind": "event", "label": "Cuộc gặp"}),
    ("entities", {"entity_id": own("p"), "kind": "phone", "value": "0912 345 678"}),
    _link("b", "firm"),
    _link("b", "night"),
    _link("c", "night"),
    _link("c", "nobody"),
]


def _imported(folder: Path, *files: str, register: str = "") -> Case:
    path = folder / "case.netlens"
    Case.create(path, KEY).close()
    for name in files:
        file = folder / name
        file.write_text(name, encoding="utf-8")
        ledger = finish(import_files(path, KEY, [file], [_reader(CHART)], register=register))
        assert (ledger.files[0].rows_read, ledger.files[0].rows_rejected) == (11, 1)
        with Case.open(path, KEY) as case:
            case.apply(CountImport(ledger.import_id))
    return Case.open(path, KEY)


def test_those_of_one_organisation_or_event_stand_together(tmp_path: Path) -> None:
    with _imported(tmp_path, "one.chart") as case:
        evidence = gather(case)
        told = [kind for kind, one in evidence.groups.items() if len(one.member)]
        assert sorted(told) == ["event", "organisation"]
        assert case.counts()[0] == {"event": 1, "organisation": 1, "person": 3, "phone": 1}
        first = case.table("persons").record_id.tolist()
        assert first == ["one.chart:a", "one.chart:b", "one.chart:c"]
        assert [case.by_record_id(name) for name in first] == case.table("persons").id.tolist()


def test_one_id_in_two_files_is_two_people(tmp_path: Path) -> None:
    with _imported(tmp_path, "one.chart", "two.chart") as case:
        assert len(case.table("persons")) == 6
        assert case.registers() == ("main",)


def test_a_named_register_makes_the_ids_its_keys(tmp_path: Path) -> None:
    with _imported(tmp_path, "one.chart", "two.chart", register="LC") as case:
        assert case.table("persons").record_id.tolist() == ["persons:a", "persons:b", "persons:c"]


def test_a_row_without_a_key_is_known_by_file_and_row(tmp_path: Path) -> None:
    path = tmp_path / "case.netlens"
    Case.create(path, KEY).close()
    records = [("persons", {"person_id": row_id(row), "full_name": f"Người {row}"}) for row in (1, 2)]
    for folder in ("may", "june"):
        file = tmp_path / folder / "list.chart"
        file.parent.mkdir()
        file.write_text(folder, encoding="utf-8")
        ledger = finish(import_files(path, KEY, [file], [_reader(records)], register="LC"))
        with Case.open(path, KEY) as case:
            case.apply(CountImport(ledger.import_id))
    with Case.open(path, KEY) as case:
        names = case.table("persons").record_id.tolist()
        assert len(set(names)) == 4
        assert all(name.startswith(("list.chart:1~", "list.chart:2~")) for name in names)
        assert [case.by_record_id(name) for name in names] == case.table("persons").id.tolist()
        first = case.table("persons").iloc[0]
        source = case.as_written(Source(int(first.file), int(first.row)))
        assert source.values == {"full_name": "Người 1"}


def test_a_file_named_after_a_protected_person_does_not_name_them(tmp_path: Path) -> None:
    path = tmp_path / "case.netlens"
    Case.create(path, KEY).close()
    records = [
        ("persons", {"person_id": row_id(1), "full_name": "Nguyễn Thị Hoa Mai"}),
        ("persons", {"person_id": row_id(1, "2"), "full_name": "Lò Văn Một"}),
        ("cases", {"case_id": row_id(1)}),
        ("involvements", {"case_id": row_id(1), "person_id": row_id(1), "role": "victim"}),
    ]
    file = tmp_path / "Nguyen Thi Hoa Mai.chart"
    file.write_text("x", encoding="utf-8")
    ledger = finish(import_files(path, KEY, [file], [_reader(records)]))
    with Case.open(path, KEY) as case:
        case.apply(CountImport(ledger.import_id))
        for table in ("persons", "cases"):
            for number, record in zip(case.table(table).id, case.table(table).record_id, strict=True):
                assert "Hoa" not in record
                assert case.record_id(number) == record
                assert case.by_record_id(record) == number


def test_a_protected_person_whose_key_is_a_name_or_a_number_is_known_by_code(tmp_path: Path) -> None:
    path = tmp_path / "case.netlens"
    Case.create(path, KEY).close()
    keys = ("Trần Thị Bé Út", "001304012345", "P0007")
    records = [("cases", {"case_id": "C1"})]
    for key in keys:
        records.append(("persons", {"person_id": own(key), "full_name": "Trần Thị Bé Út"}))
        records.append(("involvements", {"case_id": "C1", "person_id": own(key), "role": "victim"}))
    file = tmp_path / "chart.chart"
    file.write_text("x", encoding="utf-8")
    ledger = finish(import_files(path, KEY, [file], [_reader(records)]))
    with Case.open(path, KEY) as case:
        case.apply(CountImport(ledger.import_id))
        people = case.table("persons")
        shown = people.record_id.tolist()
        assert not any(key in " ".join(shown) for key in keys[:2])
        assert "chart.chart:P0007" in shown
        assert len(set(shown)) == len(shown)
        assert [case.by_record_id(text) for text in shown] == people.id.tolist()
        assert [case.record_id(number) for number in people.id] == shown
