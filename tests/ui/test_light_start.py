"""The window shows before anything heavy is read: workers read it when it is needed."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
WINDOW = """
import sys
import ui.app, ui.panels
from netlens.plugins import collect
from ui.panel import Panel
collect(ui.panels, "PANEL", Panel)
print(sorted({"pandas", "igraph", "networkx", "scipy", "typst", "pyvis", "duckdb"} & set(sys.modules)))
"""


def test_the_window_and_its_panels_read_nothing_heavy() -> None:
    seen = subprocess.run([sys.executable, "-c", WINDOW], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert seen.stdout.strip() == "[]", seen.stdout + seen.stderr
