"""Broken inputs for every importer there is: an error in words or a ledger that adds up, never anything else."""

import base64
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import main
from benchmarks.fuzzing.run import inputs
from benchmarks.fuzzing.trial import Trial
from netlens.case.importing import Importer, ReadOptions

IMPORTERS = main.load_importers()
READ, WHOLE = 25, 5  # inputs for each importer: more by `python -m benchmarks fuzz`

# Inputs that crashed an importer once, as short as they could be made.
FOUND = {
    ("follow_the_money", "entities.ftm.json"): [b"}\x00\x00\x00\n", b"{\x00}\x00\xd8"],
    ("gml", "network.gml"): [b'graph [ node [ id "S\xc3\xb9n \xa9" ]o"g ]\n '],
    ("pajek", "network.net"): [
        b"\xbb\xe1\xba\xa3\xc3\xb2\xc4\x83",
        b"*Vertices " + b"9" * 5000,
        b"*Vertices 2\n" + b"9" * 5000,
    ],
    ("ucinet_dl", "network.dl"): [b"n=4 label\n\x81\x8b\ndata:\na \x81\x84", b"dl n=" + b"9" * 5000],
    ("matrix", "matrix.csv"): [b"\xef\xbb\xbf\xf9"],
    ("call_records", "call_records.txt"): [base64.b64decode("U+G7kWxpw6pubOG6oWM7TmfDoHk7R2nhu507CuG7jaA=")],
    ("bank_transfers", "bank_transfers.csv"): [b"TT,Ng\xc3\xa0y giao d\xe1\xbb\x8bch,S\xe1\xbb\x91 d\xc6\xb0\n\xb0"],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzzed")


@pytest.fixture(scope="module")
def trials() -> dict[tuple[str, str], Trial]:
    return {}


def trial_of(trials: dict[tuple[str, str], Trial], folder: Path, importer: Importer, name: str) -> Trial:
    """One case serves all: a trial leaves it as it was."""
    if (importer.name, name) not in trials:
        inside = folder / f"{len(trials)}"
        inside.mkdir()
        trials[importer.name, name] = Trial(inside, importer, IMPORTERS, name, case=next(iter(trials.values()), None))
    return trials[importer.name, name]


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda one: one.name)
def test_a_seeded_slice_of_broken_inputs(
    importer: Importer, folder: Path, trials: dict[tuple[str, str], Trial]
) -> None:
    for number, (name, data, options) in enumerate(inputs(importer, 7, 5 if importer.case else READ)):
        trial = trial_of(trials, folder, importer, name)
        crash = trial.read(data, options)
        if crash is None and number % (READ // WHOLE) == 0:
            crash = trial.whole(data, options)
        assert crash is None, crash.trace


@pytest.mark.parametrize(("importer", "name"), FOUND)
def test_what_crashed_once_is_answered(
    importer: str, name: str, folder: Path, trials: dict[tuple[str, str], Trial]
) -> None:
    one = next(one for one in IMPORTERS if one.name == importer)
    trial = trial_of(trials, folder, one, name)
    for data in FOUND[importer, name]:
        for crash in (trial.read(data, ReadOptions(dates="dmy")), trial.whole(data, ReadOptions(dates="dmy"))):
            assert crash is None, crash.trace


CELLS = st.one_of(
    st.text(alphabet='aĐ1,;"\'\t |/-.:+@=\u00a0\u0301\u202e', max_size=8),
    st.sampled_from(["P1", "P2", "C1", "C2", "0912345678", "+84912345678", "01/02/2022", "31/02/22", "2565", "12,5 tr",
                     "nạn nhân", "offender", "Hà Giang", "Ha Gaing", "001090000001", "zalo:0912345678", "", "x" * 300,
                     "1;2;3", "=1+1", "Nguyễn Văn Đức", "NguyÔn V¨n", "VCB 0011001234567"]),
)  # fmt: skip
HEADERS = st.sampled_from(
    ["person_id", "full_name", "case_id", "role", "Họ và tên", "Ngày sinh", "SĐT", "Số vụ", "a", "b", "kind", "caller",
     "callee", "start", "seconds", "payer", "payee", "amount", "when", "route_id", "stop", "place", "value", "source",
     "target", "Source", "Label", "gate", "document", "report_id", "received", "Số bị gọi", "Thời gian", "Ghi chú", ""]
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    headers=st.lists(HEADERS, min_size=1, max_size=8),
    rows=st.lists(st.lists(CELLS, min_size=1, max_size=9), max_size=12),
    sign=st.sampled_from([",", ";", "\t", "|"]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1258"]),
    which=st.integers(0, len(IMPORTERS) - 1),
    quoted=st.booleans(),
)
def test_messy_tables_add_up_for_whatever_importer_reads_them(
    headers: list[str],
    rows: list[list[str]],
    sign: str,
    end: str,
    encoding: str,
    which: int,
    quoted: bool,
    folder: Path,
    trials: dict[tuple[str, str], Trial],
) -> None:
    """Read = used + merged + rejected in each file, or an error in words; Trial.whole looks at every ledger."""
    lines = [sign.join(f'"{cell}"' if quoted and '"' not in cell else cell for cell in row) for row in [headers, *rows]]
    importer = IMPORTERS[which]
    name = Path(importer.sample).name if not importer.sample.endswith((".xlsx", ".netlens")) else "persons.csv"
    crash = trial_of(trials, folder, importer, name).whole(
        end.join(lines).encode(encoding, "replace"), ReadOptions(dates="dmy", extra={"text": "keep"})
    )
    assert crash is None, crash.trace
