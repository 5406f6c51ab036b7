"""python -m benchmarks [NAME…] [--data DIR]: run what measures, and print one line a figure.

Each line: name, value, unit, target, ok or short, and what it was measured beside. Nothing is asserted: a figure that
falls short is news, not an error. NAME is a module of this folder; without any, all of them run, one after the other.
--data names a folder of public data sets, for those modules that need them.
"""

import argparse
import pkgutil
import sys
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import benchmarks
from benchmarks import fuzz, intake
from benchmarks.target import Measure


def measures() -> dict[str, Measure]:
    """The modules of this folder that measure, by name."""
    found = {}
    for info in pkgutil.iter_modules(benchmarks.__path__):
        if not info.ispkg and info.name != "__main__":
            measure = getattr(import_module(f"benchmarks.{info.name}"), "measure", None)
            if measure is not None:
                found[info.name] = measure
    return found


def main(argv: Sequence[str]) -> int:
    known = measures()
    parser = argparse.ArgumentParser(prog="benchmarks", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(known))
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder of public data sets")
    parser.add_argument("--inputs", type=int, default=0, metavar="N", help="of fuzz, for each importer")
    parser.add_argument("--rows", type=int, default=0, metavar="N", help="of intake: calls in the dump (10,000,000)")
    arguments = parser.parse_args(argv)
    if arguments.inputs:
        fuzz.INPUTS = arguments.inputs
    if arguments.rows:
        intake.ROWS = arguments.rows
    if unknown := set(arguments.names) - set(known):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(known)}")
    for name in arguments.names or known:
        begun = time.monotonic()
        print(f"# {name}", flush=True)
        for target in known[name](arguments.data):
            print(target, flush=True)
        print(f"# {name}: {time.monotonic() - begun:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
