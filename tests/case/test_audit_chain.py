"""The audit is append-only and chained; a case that was altered is found out, wherever it was."""

import json
import shutil
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import pytest
from staged import KEY, Row, call, involved, made, person

from netlens.case import audit
from netlens.case.audit import verify
from netlens.case.case import Case
from netlens.case.edits.imports import WithdrawImport
from netlens.commands import Context
from netlens.commands.verify import COMMAND
from netlens.errors import NetLensError

ROWS: list[Row] = [
    *(("persons", {"person_id": f"P{n}"}, [person(f"P{n}", f"Nguyễn Văn {n}")], []) for n in range(50)),
    *(("calls", {"n": str(n)}, [], [call("+8490", f"+849{n}", "2022")]) for n in range(300)),
    ("involvements", {"n": "1"}, [], [involved("P1", "C1", "victim")]),
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("audit") / "a.netlens"
    with made(path, ROWS) as case:
        case.note("extract", {"sha256": "0" * 64, "name": "a.pdf"})
    return path


@pytest.fixture
def case_file(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(whole, tmp_path / "a.netlens"))


def run(path: Path, export: Path | None = None) -> tuple[int, list[str], list[str]]:
    """netlens verify: exit code, what it says, what it warns of."""
    said: list[str] = []
    warned: list[str] = []
    context = Context((), lambda new: KEY, list, said.append, warned.append, lambda path, key: 0)
    try:
        return COMMAND.run(Namespace(case=path, export=export), context), said, warned
    except NetLensError as error:
        return error.exit_code, said, [*warned, error.message]


def test_a_whole_case_verifies(case_file: Path) -> None:
    code, said, warned = run(case_file)
    assert (code, warned) == (0, [])
    assert "imports 1, records 351" in said[0]
    with Case.open(case_file, KEY) as case:
        found = verify(case)
        assert (found.ok, found.imports, found.records, found.entries) == (True, 1, 351, 3)
        assert found.head == case.history()[-1].hash


def test_every_entry_hangs_on_the_one_before(case_file: Path) -> None:
    with Case.open(case_file, KEY) as case:
        case.apply(WithdrawImport(1))
        entries = case.history()
        assert [(entry.seq, entry.kind) for entry in entries] == [
            (1, "created"),
            (2, "import"),
            (3, "extract"),
            (4, "withdrawal"),
        ]
        assert len({entry.hash for entry in entries}) == 4
        assert entries[1].detail["records"] == 351
        assert entries[1].detail["files"][0]["name"] == "persons-1.csv"
        assert all(entry.actor == audit.actor() for entry in entries)
        assert "Nguyễn" not in str(entries)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit SET actor = 'nobody'",
        "DELETE FROM audit",
        "DELETE FROM audit WHERE seq = 3",
        "INSERT OR REPLACE INTO audit SELECT seq, time, 'nobody', kind, detail, hash FROM audit WHERE seq = 2",
    ],
)
def test_the_audit_takes_no_change(case_file: Path, sql: str) -> None:
    with Case.open(case_file, KEY) as case:
        with pytest.raises(Exception, match="append-only"):
            case.connection.execute(sql)
        assert verify(case).ok


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE audit SET actor = 'nobody' WHERE seq = 2", "altered at entry 2"),
        ("UPDATE audit SET detail = '{}' WHERE seq = 3", "altered at entry 3"),
        ("UPDATE audit SET detail = 'x' WHERE seq = 3", "altered at entry 3"),
        ("UPDATE audit SET time = '2020-01-01T00:00:00+00:00' WHERE seq = 1", "altered at entry 1"),
        ("DELETE FROM audit WHERE seq = 2", "altered at entry 2"),
        ("DELETE FROM audit WHERE seq = 3", "cut off"),
        ("DELETE FROM audit", "cut off"),
        ("DELETE FROM pack WHERE what = 'link'", "Import 1"),
        ("UPDATE pack SET n = n - 1 WHERE what = 'record'", "Import 1"),
        ("DELETE FROM pack WHERE what = 'raw'", "Import 1"),
        ("UPDATE pack SET texts = x'00' WHERE what = 'raw'", "cannot be read"),
        ("UPDATE import SET ledger = replace(ledger, '\"rows_used\":351', '\"rows_used\":350')", "does not add up"),
        ("UPDATE import SET ledger = '{'", "Import 1"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM import", "do not fit together"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM entity WHERE key = '+8490'", "do not fit together"),
    ],
)
def test_one_who_knows_the_passphrase_is_found_out_too(case_file: Path, sql: str, said: str) -> None:
    with Case.open(case_file, KEY) as case:
        case.connection.execute("DROP TRIGGER audit_no_update")
        case.connection.execute("DROP TRIGGER audit_no_delete")
        case.connection.executescript(sql)
    code, _, warned = run(case_file)
    assert code == 1
    assert said in " ".join(warned)


def _positions(size: int) -> list[int]:
    step = max(1, size // 64)
    return sorted({0, 15, 16, 17, 100, 4015, 4016, 4095, 4096, size - 1, *range(7, size, step)})


def test_a_flipped_byte_is_found_wherever_it_is(case_file: Path) -> None:
    content = case_file.read_bytes()
    for place in _positions(len(content)):
        altered = bytearray(content)
        altered[place] ^= 0x20
        case_file.write_bytes(altered)
        code, said, warned = run(case_file)
        assert code in (1, 4), place
        assert not said, place
        assert warned, place
        assert warned[0].endswith("."), place
        assert "Error" not in warned[0]


@pytest.mark.parametrize("cut", [lambda n: n - 1, lambda n: n - 4096, lambda n: n // 2, lambda n: 4096, lambda n: 100])
def test_a_truncated_file_is_found(case_file: Path, cut: Callable[[int], int]) -> None:
    content = case_file.read_bytes()
    case_file.write_bytes(content[: cut(len(content))])
    code, _, warned = run(case_file)
    assert code in (1, 4)
    assert warned


def test_damage_met_while_reading_is_said_in_words(case_file: Path) -> None:
    content = bytearray(case_file.read_bytes())
    for place in range(4096 * 3, len(content), 4096):
        content[place + 5] ^= 1
    case_file.write_bytes(content)
    with pytest.raises(NetLensError, match="damaged"), Case.open(case_file, KEY) as case:
        assert [len(case.table(name)) for name in ("persons", "calls", "entities", "files")]


def test_what_an_exported_file_was_and_to_whom(case_file: Path, tmp_path: Path) -> None:
    import hashlib

    export = tmp_path / "ring.pdf"
    export.write_bytes(b"%PDF ring")
    detail = {
        "sha256": hashlib.sha256(b"%PDF ring").hexdigest(),
        "name": "ring.pdf",
        "format": "pdf",
        "recipient": "C45",
        "purpose": "joint working group",
        "handling": "P",
        "rings": ["r1", "r2"],
    }
    with Case.open(case_file, KEY) as case:
        case.note("extract", detail)
    code, said, _ = run(case_file, export)
    assert code == 0
    assert "recipient: C45" in said[1]
    assert "rings: r1, r2" in said[1]
    export.write_bytes(b"%PDF Ring")
    code, _, warned = run(case_file, export)
    assert code == 1
    assert "was not exported from this case" in warned[0]
    code, _, warned = run(case_file, tmp_path / "none.pdf")
    assert code == 1
    assert "cannot be read" in warned[0]


def test_the_chain_can_be_checked_by_anyone(case_file: Path) -> None:
    import hashlib

    with Case.open(case_file, KEY) as case:
        before = "0" * 64
        for entry in case.history():
            body = {"seq": entry.seq, "time": entry.time, "actor": entry.actor, "kind": entry.kind}
            text = json.dumps(
                {**body, "detail": entry.detail}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
            )
            before = hashlib.sha256(before.encode() + text.encode()).hexdigest()
            assert before == entry.hash
