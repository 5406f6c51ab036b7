"""The application: language, theme, uncaught errors, the one window; run() is what main.py calls."""

import logging
import sys
import time
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from netlens.case.importing import Importer
from netlens.i18n import language, use_language
from ui import theme
from ui.dress import look
from ui.dress.style import sheet
from ui.errands.opening import open_case
from ui.main_window import MainWindow
from ui.messages import Unforeseen
from ui.session import Session
from ui.settings import Settings

log = logging.getLogger("netlens.window")


class Desk:
    """The application, its session, and the window on it, which is made anew when the language changes."""

    def __init__(self, app: QApplication, importers: tuple[Importer, ...], lang: str = "") -> None:
        """`lang` goes before the language of the settings, this time only."""
        self.app = app
        self.session = Session(importers)
        if lang:
            self.session.settings = replace(self.session.settings, language=lang)
        self._used = self.session.settings
        use_language(self._used.language)
        self._dress(self._used)
        self.unforeseen = Unforeseen()
        self.session.jobs.broke.connect(lambda failure: log.error("a job broke\n%s", failure.trace))
        self.session.preferred.connect(self._preferred)
        self.window = self._opened()

    def make_ready(self) -> None:
        """What the first case will need, bit by bit, while the person still reads the first page."""
        self.session.jobs.prepare()
        for number, name in enumerate(("numpy", "netlens.network.scene", "ui.views.graph.view", "ui.frame.workspace")):
            QTimer.singleShot(200 + 60 * number, self.window, partial(import_module, name))
        QTimer.singleShot(500, self.window, lambda: self.window.workspace)
        QTimer.singleShot(700, self.window, lambda: self.window.dialogs)

    def close(self) -> None:
        """End the workers, close the case, put things back as they were."""
        self.window.close()
        delete(self.window)  # now, while all it listens to is still there
        self.session.jobs.close()
        if self.session.case is not None:
            self.session.case.close()
            self.session.case = None
        self.unforeseen.restore()

    def _opened(self) -> MainWindow:
        window = MainWindow(self.session)
        window.closed.connect(self.app.quit)
        window.show()
        return window

    def _preferred(self, settings: Settings) -> None:
        """Take on other preferences: everything drawn with the old ones is made anew; case and jobs stay."""
        before, self._used = self._used, settings
        use_language(settings.language)
        if _drawn(before) == _drawn(settings):
            return
        self._dress(settings)
        old = self.window
        self.window = self._opened()
        self.window.restoreGeometry(old.saveGeometry())
        old.closed.disconnect(self.app.quit)
        old.close()
        old.deleteLater()

    def _dress(self, settings: Settings) -> None:
        chosen = theme.THEMES.get(settings.theme, theme.LIGHT)
        look.use(chosen, settings.text_scale)
        theme.apply(self.app, chosen, settings.text_scale)
        self.app.setStyleSheet(sheet(chosen, settings.text_scale))


def _drawn(settings: Settings) -> tuple[str, str, int]:
    """What of the preferences everything on screen was drawn with."""
    return settings.language, settings.theme, settings.text_scale


def run(importers: tuple[Importer, ...], case: Path | None, passphrase: str) -> int:
    """Open the window, on a case when one is named, and stay until the person closes it. Gives the exit code."""
    started = time.perf_counter()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("NetLens")
    app.setApplicationDisplayName("NetLens")
    app.setOrganizationName("NetLens")
    theme.load_fonts()
    desk = Desk(app, importers, language() if language() != "en" else "")  # netlens --lang vi
    if "--debug" in sys.argv:
        logging.basicConfig(stream=sys.stderr, level=logging.INFO)
        QTimer.singleShot(0, lambda: print(f"window after {time.perf_counter() - started:.3f} s", file=sys.stderr))
    QTimer.singleShot(300, desk.make_ready)
    if case is not None:
        QTimer.singleShot(0, lambda: open_case(desk.session, case, passphrase))
    try:
        return app.exec()
    finally:
        desk.close()
