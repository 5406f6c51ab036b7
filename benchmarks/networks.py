"""Networks others have published, with a known answer: through files, import and the engine as it stands.

Records are made as an agency would send them: persons, each in a file of their own (so that who is an offender and who
a victim is recorded, and nobody is tied by it), ties as stated links; for the summits of Infinito a case for each.
Scored by normalised mutual information (NMI) over people. All rings count, of any status; who is in none is alone; a
victim goes with whoever handled them: the ring, or the lone offender, that holds most of those.

- Synthetic trafficking networks: Kosmas et al., IISE Transactions (2023), doi 10.1080/24725854.2023.2169418. We
  recognize that our research cannot capture all the complexities of the lived experiences of trafficking victims and
  survivors.
- Infinito: person × summit of the 'Ndrangheta in Lombardy; Legramanti et al., Ann. Appl. Stat. 16 (2022).

Needs --data with st-network-generator and infinito in it.
"""

import csv
import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.imported import PASSPHRASE, detected
from benchmarks.target import Target
from netlens.progress import finish

TRAFFICKING = (("HT5_1_40", 0.92), ("HT5_2_40", 0.97), ("HT5_3_40", 1.0))
OFFENDERS = ("trafficker", "bottom")  # a bottom is a victim who recruits and watches others; here as an offender
UNKNOWN = ("MISS", "OUT")  # no locale is known, or it is none of Lombardy
Tables = Mapping[str, Sequence[Sequence[str]]]  # by table: rows, the header first


def measure(data: Path | None) -> Iterator[Target]:
    if data is None:
        print("networks needs --data DIR with st-network-generator and infinito in it")
        return
    for name, bound in TRAFFICKING:
        yield from trafficking(data / "st-network-generator", name, bound)
    yield from infinito(data / "infinito")


def trafficking(folder: Path, name: str, bound: float) -> Iterator[Target]:
    people, ties = _rows(folder / f"{name}_nodes.csv"), _rows(folder / f"{name}_edges.csv")
    acting = {one["id"] for one in people if one["role"] in OFFENDERS}
    roles = [[f"F-{one['id']}", one["id"], "suspect" if one["id"] in acting else "victim"] for one in people]
    tables = {
        "persons": [["person_id"], *([one["id"]] for one in people)],
        "cases": [["case_id"], *([row[0]] for row in roles)],
        "involvements": [["case_id", "person_id", "role"], *roles],
        "links": [["a", "b", "kind"], *([one["source"], one["target"], "associate"] for one in ties)],
    }
    truth = {one["id"]: one["operation"] for one in people}
    handled: dict[str, set[str]] = {one: set() for one in truth if one not in acting}
    for one in ties:
        for victim, handler in ((one["source"], one["target"]), (one["target"], one["source"])):
            if victim in handled and handler in acting:
                handled[victim].add(handler)
    with tempfile.TemporaryDirectory() as place:
        path, rings = _found(tables, Path(place))
        labels = _labels(path, rings)
        plain = _plain(path)
    yield from _counts(name, rings)
    # No operation has more than two offenders, and a ring has three and more.
    lone = {one: number for number, one in enumerate(sorted(acting))}
    beside = (
        f"{len(acting)} offenders, at most two an operation; each alone: {nmi(_attached(lone, handled), truth):.3f}"
    )
    yield Target(f"{name}: NMI", nmi(_attached(labels, handled), truth), bound, beside=beside)
    beside = "one Leiden, modularity, resolution 1, on the same ties; pairs are groups too"
    yield Target(f"{name}: NMI of plain groups", nmi(_attached(plain, handled), truth), beside=beside)


def infinito(folder: Path) -> Iterator[Target]:
    stands, people = _rows(folder / "infinito_2mode.csv"), _rows(folder / "infinito_persons.csv")
    tables = {
        "persons": [["person_id"], *([one["id"]] for one in people)],
        "cases": [["case_id"], *([one] for one in sorted({row["summit"] for row in stands}))],
        "involvements": [
            ["case_id", "person_id", "role"],
            *([one["summit"], one["person"], "suspect"] for one in stands),
        ],
    }
    truth = {one["id"]: one["locale"] for one in people if one["locale"] not in UNKNOWN}
    with tempfile.TemporaryDirectory() as place:
        path, rings = _found(tables, Path(place))
        labels = _labels(path, rings)
        plain = _plain(path)
    yield from _counts("infinito", rings)
    yield Target("infinito: NMI", nmi(labels, truth), 0.66, beside=f"{len(truth)} people of a known locale")
    yield Target("infinito: NMI of plain groups", nmi(plain, truth), beside="one Leiden, modularity, resolution 1")


def nmi(labels: Mapping[str, int], truth: Mapping[str, str]) -> float:
    """Normalised mutual information (by the mean of both entropies) over the people of a known group."""
    import igraph

    known = {name: number for number, name in enumerate(sorted(set(truth.values())))}
    people = sorted(truth)
    value: float = igraph.compare_communities(
        [labels[one] for one in people], [known[truth[one]] for one in people], method="nmi"
    )
    return value


def _found(tables: Tables, folder: Path) -> tuple[Path, Any]:
    """The tables as files, imported; the rings in them."""
    import main
    from netlens.case.case import Case
    from netlens.case.edits.imports import CountImport
    from netlens.case.importing import import_files

    records, path = folder / "records", folder / "case.netlens"
    records.mkdir()
    for name, rows in tables.items():
        with (records / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
    Case.create(path, PASSPHRASE).close()
    ledger = finish(import_files(path, PASSPHRASE, [records], main.load_importers()))
    with Case.open(path, PASSPHRASE) as case:
        case.apply(CountImport(ledger.import_id))
    return path, detected(path)


def _labels(path: Path, rings: Any) -> dict[str, int]:
    """By person's key the number of their ring; who is in none has a number of their own. The weightiest first."""
    from netlens.case.case import Case

    with Case.open(path, PASSPHRASE) as case:
        keys = dict(zip(case.table("persons").id.tolist(), case.table("persons").key, strict=True))
    found = {keys[one.vertex]: number for number, ring in enumerate(rings.rings) for one in ring.members}
    alone = sorted({keys[entity] for entity in rings.unassigned if entity in keys} - found.keys())
    return found | {key: number for number, key in enumerate(alone, len(rings.rings))}


def _plain(path: Path) -> dict[str, int]:
    """One Leiden call on the projected ties, everything stated."""
    import igraph

    from netlens.case.case import Case
    from netlens.network.evidence import gather, graph

    with Case.open(path, PASSPHRASE) as case:
        made = graph(gather(case))
        keys = dict(zip(case.table("persons").id.tolist(), case.table("persons").key, strict=True))
    igraph.set_random_number_generator(random.Random(1))
    groups = made.community_leiden(
        objective_function="modularity", weights="weight", resolution=1.0, n_iterations=2
    ).membership
    igraph.set_random_number_generator(random)
    return {keys[entity]: number for entity, number in zip(made.vs["entity"], groups, strict=True)}


def _attached(labels: Mapping[str, int], handled: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """The labels with the victims, each where most of those who handled them are; of equals with the first."""
    found = dict(labels)
    for number, (victim, handlers) in enumerate(sorted(handled.items()), max(labels.values(), default=-1) + 1):
        held = Counter(labels[one] for one in handlers)
        found[victim] = min(held, key=lambda one: (-held[one], one)) if held else number
    return found


def _counts(name: str, rings: Any) -> Iterator[Target]:
    status = Counter(ring.status for ring in rings.rings)
    for one in ("supported", "tentative", "chance"):
        yield Target(f"{name}: rings {one}", status[one], beside=rings.note)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
