"""What becomes of a ring without some of its evidence."""

from pathlib import Path

from made_case import Records

from netlens.case.records import Member, Ring
from netlens.network.evidence import gather
from netlens.network.reduced import left_out, reduced
from netlens.network.rings.what_if import what_if


def test_what_if_a_ring_stands_or_falls(tmp_path: Path) -> None:
    """Two cells that one case joins fall apart without it; a ring of many cases does not mind one."""
    made = Records()
    for cell in ("A", "B"):
        for number, left in enumerate(("12", "13", "23", "12")):
            made.together(f"C{cell}{number}", *(f"{cell}{one}" for one in left))
        for one, other in (("1", "2"), ("1", "3"), ("2", "3")):
            made.call(cell + one, cell + other)
            made.pay(cell + one, cell + other)
    made.together("BRIDGE", "A1", "B1")
    for number in range(200):
        made.together(f"X{number}", f"X{number}a", f"X{number}b")
    with made.case(tmp_path / "w.netlens") as opened:

        def ring(*keys: str) -> Ring:
            ids = [opened.by_record_id(f"persons:{key}") or -1 for key in keys]
            members = tuple(Member(one, "firm", 1.0, "suspect", (), "", 0.0, 0.0, 0.0, {}) for one in ids)
            figures = (1.0, 0.01, 0.01, 1.0, 1.0)
            return Ring("R1", "", "supported", "open", "", members, *figures, (), {}, (), (), (), "", "", "", {})

        evidence = gather(opened)
        both, cell_a = ring("A1", "A2", "A3", "B1", "B2", "B3"), ring("A1", "A2", "A3")
        assert what_if(evidence, both, "nothing").survives
        fallen = what_if(reduced(evidence, left_out(opened, ["cases:BRIDGE"])), both, "cases:BRIDGE")
        assert len(fallen.staying) == len(fallen.falling) == 3
        held = what_if(reduced(evidence, left_out(opened, ["cases:CA0"])), cell_a, "cases:CA0")
        assert held.survives
        assert held.falling == ()
