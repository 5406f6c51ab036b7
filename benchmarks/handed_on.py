"""What is handed on, of the sample case: time and size of each format; and the page in a headless browser, if any.

The browser opens the page from disk. Whatever it says on its console (a refused script, an error) counts as a fault,
and the graph must have drawn: then the page puts the class "live" on its body.
"""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.target import Target
from netlens.commands.demo import PASSPHRASE, make_sample
from netlens.progress import finish

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


def measure(data: Path | None) -> Iterator[Target]:
    from main import load_importers

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        finish(make_sample(folder / "sample.netlens", PASSPHRASE, load_importers()))
        yield from written(folder)
        browser = next((found for one in BROWSERS if (found := shutil.which(one))), None)
        if browser:
            yield from looked_at(browser, next((folder / "html").glob("*.html")))


def written(folder: Path) -> Iterator[Target]:
    """Every supported ring in every format: seconds and kilobytes a ring, evidence and reasons included."""
    from netlens.case.case import Case
    from netlens.report.export import chosen, export_rings, formats
    from netlens.report.summary import Terms

    with Case.open(folder / "sample.netlens", PASSPHRASE) as case:
        rings = chosen(case)
        for name in formats():
            begun = time.perf_counter()
            paths = finish(export_rings(case, rings, name, folder / name, Terms("BENCH", "benchmark", "P")))
            spent = (time.perf_counter() - begun) / len(paths)
            size = sum(path.stat().st_size for path in paths) / len(paths) / 1024
            yield Target(f"handed on: {name}, a ring", spent, 2.0, "s", at_most=True, beside=f"{len(paths)} rings")
            yield Target(f"handed on: {name}, size", size, 2048, "KB", at_most=True)


def looked_at(browser: str, page: Path) -> Iterator[Target]:
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--virtual-time-budget=5000")
    with tempfile.TemporaryDirectory() as profile:
        seen = subprocess.run(
            [browser, *options, f"--user-data-dir={profile}", "--dump-dom", page.as_uri()],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=120,
            check=False,
        )
    faults = sum("CONSOLE" in line for line in seen.stderr.splitlines())
    yield Target("page in a browser: complaints on its console", faults, 0, at_most=True, beside=Path(browser).name)
    yield Target("page in a browser: graph drawn", float('<body class="live"' in seen.stdout), 1)
