"""Invented case records of any size, with rings planted in them: native tables, truth.json and ledger.json.

    python -m benchmarks.generate DIR --people 100000 --seed 7 [--rings 0] [--shuffled] [--lost 0.3]
    python -m benchmarks.generate --sample          writes the bundled sample case anew

Everything is drawn from the seed; the same arguments give the same bytes. The parameters, none fitted to an engine:

people      per hundred: 36 offenders and suspects, 53 victims (over nine in ten women or children, mostly of the
            border peoples), 11 others; 25 cases; one ring to forty people
rings       6 to 25 members (6 plus a geometric tail of mean 3.6), one cell to nine members; 0.5-0.85 cases a member,
            naming 2-6 members each, mostly of one cell; 4 % of members are in no case at all, 10 % have no phone
            on file, 20 % also use a number that no register knows
inside      calls: 2.2 partners chosen by each, 3.5 calls a pair; a payment from a head for six members in ten; a stated
            link for every fourth; a shared house (50 % of rings), car (60 %), account (20 %): ties beyond a tree, per
            member, 2.0 in the sparsest twentieth of the rings and 3.0 in the middle one
between     5 % of members also stand in a case of another ring; 20 % call a member of another; each calls an outsider;
            every fifth ring case names a one-off helper; a third of all offenders have called the taxi company
outside     a third of the offenders belong to no ring: alone (55 %) or in one-off groups of two or three, some in
            several cases with ever other company, 60 % with a call to another of them by chance
registers   two; of the rings of the northern border a third are on file in both, under other ids, and only numbers and
            papers tie the two halves
mess        second ids in one register, names in other spellings, missing fields, phone forms, dates of each column in
            its own form, rows repeated, dumps that overlap, rows that must be rejected, SIMs sold on, one route in a
            hundred against the clock, an acquitted man in every seventh ring, victims who later recruit, members under
            age
--shuffled  the same world with every tie rewired in its own mode: no ring is left to find
--lost F    a share F of all that ties offenders never reached the file
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.generator.build import build
from benchmarks.generator.filing.tables import file_world
from benchmarks.generator.filing.truth import truth
from benchmarks.generator.model import Plan
from netlens.errors import NetLensError

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = Plan(
    people=600,
    seed=2026,
    rings=15,
    corridors=("CN",) * 4 + ("CN+KH",) + ("KH",) * 4 + ("GB",) * 2 + ("MY",) * 2 + ("KR",) * 2,
)
SAMPLE_RECORDS, SAMPLE_TRUTH = Path("resources/sample"), Path("tests/data/sample")


def generate(plan: Plan, folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Write the records of a plan under `folder`, one folder a register; gives (truth, ledger) as they are written."""
    world = build(plan)
    ledger = file_world(world, folder)
    return truth(world), ledger


def save(folder: Path, name: str, content: Mapping[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, indent=1)
    (folder / name).write_text(text + "\n", encoding="utf-8", newline="\n")


def sample(root: Path) -> None:
    """Write the bundled sample case and, apart from it, what was planted in it."""
    planted, ledger = generate(SAMPLE, root / SAMPLE_RECORDS)
    save(root / SAMPLE_TRUTH, "truth.json", planted)
    save(root / SAMPLE_TRUTH, "ledger.json", ledger)


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.generate", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path, nargs="?", metavar="DIR")
    parser.add_argument("--people", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rings", type=int, default=-1, help="how many; by default one to forty people")
    parser.add_argument("--shuffled", action="store_true", help="rewire every tie: no ring is left")
    parser.add_argument("--lost", type=float, default=0.0, metavar="SHARE", help="share of the evidence left out")
    parser.add_argument("--sample", action="store_true", help="write the bundled sample case anew")
    arguments = parser.parse_args(argv)
    if arguments.sample:
        sample(ROOT)
        return 0
    if arguments.folder is None:
        parser.error("DIR is missing")
    plan = Plan(arguments.people, arguments.seed, arguments.rings, shuffled=arguments.shuffled, lost=arguments.lost)
    try:
        planted, ledger = generate(plan, arguments.folder)
    except NetLensError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    save(arguments.folder, "truth.json", planted)
    save(arguments.folder, "ledger.json", ledger)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
