"""python -m benchmarks.fuzzing [IMPORTER…] [--inputs N] [--seed N] [--whole N] [--keep DIR]: inputs without end."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import main as program
from benchmarks.fuzzing.run import WHOLE, fuzz


def main(argv: Sequence[str]) -> int:
    importers = {one.name: one for one in program.load_importers()}
    parser = argparse.ArgumentParser(prog="fuzzing")
    parser.add_argument("names", nargs="*", metavar="IMPORTER", help=", ".join(importers))
    parser.add_argument("--inputs", type=int, default=2000, metavar="N", help="for each importer")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--whole", type=int, default=WHOLE, metavar="N", help="one of N is imported as a whole")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="write an input for each crash there")
    arguments = parser.parse_args(argv)
    crashes = 0
    for name in arguments.names or importers:
        one = importers[name]
        found = fuzz(one, tuple(importers.values()), arguments.inputs, seed=arguments.seed, whole=arguments.whole)
        print(
            f"{name}: {found.inputs:,} inputs ({found.whole:,} imported) in {found.seconds:.0f} s,"
            f" memory +{found.grown} MB, kinds of crashes: {len(found.crashes)}",
            flush=True,
        )
        for number, (what, (crash, data)) in enumerate(found.crashes.items()):
            print(f"  {what}\n    " + crash.trace.replace("\n", "\n    ") + f"\n    {data[:300]!r}", flush=True)
            if arguments.keep:
                arguments.keep.mkdir(parents=True, exist_ok=True)
                (arguments.keep / f"{name}-{arguments.seed}-{number}").write_bytes(data)
        crashes += len(found.crashes)
    return 1 if crashes else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
