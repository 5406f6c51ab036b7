"""How soon the window is there, against a bare window of Python and Qt started the same way; warm starts only."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.target import Target

ROOT = Path(__file__).resolve().parent.parent
STARTS = 5
_BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.show()
QTimer.singleShot(0, application.quit)
application.exec()
"""
_OURS = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import main
plain = QApplication.exec
def until_shown(*unused):
    QTimer.singleShot(0, QApplication.instance().quit)
    return plain()
QApplication.exec = until_shown
sys.exit(main.main(["--lang", "en"]))
"""


def measure(data: Path | None) -> Iterator[Target]:
    bare, ours = _seconds(_BARE), _seconds(_OURS)
    yield Target("start to window, warm", ours, 2.0, "s", at_most=True, beside=f"bare Python and Qt {bare:.2f} s")
    yield Target("start to window over a bare one", ours / bare, None, "x")


def _seconds(code: str) -> float:
    """Wall seconds of a process that shows a window and ends at its first idle moment; median after two warm-ups."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    taken = []
    for _ in range(STARTS + 2):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True, capture_output=True)
        taken.append(time.perf_counter() - begun)
    return median(taken[2:])
