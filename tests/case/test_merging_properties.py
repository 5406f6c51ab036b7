"""Laws of updates and merging, over generated tables: nothing is added twice, nothing depends on who comes first."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from intake_batch import KEY, Intake
from test_merging import facts

from netlens.case import disagreements

NAMES = ("Nguyễn Văn An", "Lê Thị Hoa", "Vàng A Sử")
FEW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])

people = st.dictionaries(
    st.sampled_from(("P1", "P2", "P3")),
    st.tuples(st.sampled_from(("", "Tày", "Mông")), st.sampled_from(("", "0912345678", "0987654321;0912345678"))),
    min_size=1,
)
roles = st.lists(
    st.tuples(
        st.sampled_from(("C1", "C2")), st.sampled_from(("P1", "P2", "P3")), st.sampled_from(("suspect", "victim"))
    ),
    max_size=4,
)
calls = st.lists(
    st.tuples(st.sampled_from(("0912345678", "+84987654321")), st.integers(0, 40), st.integers(1, 2)), max_size=6
)
worlds = st.tuples(people, roles, calls)
World = tuple[dict[str, tuple[str, str]], list[tuple[str, str, str]], list[tuple[str, int, int]]]


def tables(world: World) -> dict[str, str]:
    said, standing, called = world
    persons = "person_id,full_name,ethnicity,phones\n"
    persons += "".join(f"{k},{NAMES[int(k[1]) - 1]},{ethnicity},{phones}\n" for k, (ethnicity, phones) in said.items())
    involved = "case_id,person_id,role\n" + "".join(f"{','.join(row)}\n" for row in standing if row[1] in said)
    rows = "".join(f"{a},0911111111,2022-03-07 21:{n}0:{s:02d},{s}\n" for a, s, n in called)
    return {
        "persons": persons,
        "cases": "case_id\nC1\nC2\n",
        "involvements": involved + "C1,ZZ,suspect\n",
        "calls": "caller,callee,start,seconds\n" + rows + "0900000000,0911111111,2022-01-01 00:00:00,1\n",
    }


def fresh(folder: Path, name: str) -> Intake:
    (folder / name).mkdir()
    return Intake(folder / name)


def merge(here: Intake, there: Intake) -> Any:
    return here.take_files([there.path], extra={"source_passphrase": KEY})


@FEW
@given(worlds, worlds)
def test_an_update_withdrawn_leaves_all_as_it_was(one: World, other: World) -> None:
    with tempfile.TemporaryDirectory() as folder:
        intake = fresh(Path(folder), "a")
        intake.take(**tables(one))
        before = facts(intake)
        intake.withdraw(intake.take({"update": True}, **tables(other)))
        assert facts(intake) == before
        with intake.case() as case:
            assert not any(disagreements.of(case, int(entity)) for entity in case.table("persons").id)


# A row whose columns stand in another order once they are stored, and which a newer word contradicts.
@example(({"P2": ("", "0912345678"), "P3": ("Tày", "0912345678")}, [], []), ({"P3": ("Mông", "")}, [], []))
@FEW
@given(worlds, worlds)
def test_a_copy_of_a_case_adds_nothing_to_it(one: World, other: World) -> None:
    with tempfile.TemporaryDirectory() as folder:
        intake = fresh(Path(folder), "a")
        intake.take(**tables(one))
        intake.take({"update": True}, **tables(other))
        copy = fresh(Path(folder), "copy")
        shutil.copy(intake.path, copy.path)
        before = facts(intake)
        ledger = merge(intake, copy)
        assert all(file.rows_used == 0 for file in ledger.files)
        assert facts(intake) == before


@FEW
@given(worlds, worlds)
def test_two_cases_hold_the_same_whichever_takes_in_the_other(one: World, other: World) -> None:
    """But for whose word comes first where they contradict, and whose clock a call is told by."""
    with tempfile.TemporaryDirectory() as folder:
        cases = [fresh(Path(folder), name) for name in ("a", "b", "c", "d")]
        for intake, world in zip(cases, (one, other, one, other), strict=True):
            intake.take(**tables(world))
        merge(cases[0], cases[1])
        merge(cases[3], cases[2])
        found = [facts(cases[0]), facts(cases[3])]
        for table in ("cases", "involvements", "holdings", "entities"):
            assert found[0][table] == found[1][table]
        assert len(found[0]["calls"]) == len(found[1]["calls"]) or _close(one, other)
        said = [_values(cases[0]), _values(cases[3])]
        assert said[0] == said[1], "every value that any source says, whichever of them stands"


def _close(*worlds: World) -> bool:
    """Whether three calls or more lie so near each other that who comes first decides which of them are one."""
    starts = sorted((a, n, s) for world in worlds for a, s, n in world[2])
    return any(one[:2] == three[:2] and three[2] - one[2] <= 12 for one, three in zip(starts, starts[2:], strict=False))


def _values(intake: Intake) -> set[tuple[str, str, str]]:
    with intake.case() as case:
        said = set()
        for entity in case.table("persons").id.tolist():
            for detail in case.reading.statements("person").details(entity):
                said |= {(case.record_id(entity), name, str(value)) for name, value in detail.items() if name[0] != "_"}
        return said
