"""Settings: saved, loaded, nonsense ignored; the preferences page has a field for each."""

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from netlens.i18n import LANGUAGES
from ui.dialogs.preferences import DIALOG, Preferences
from ui.session import Session
from ui.settings import RECENT, Settings, choices, load, save, still_there, with_recent
from ui.theme import THEMES


def test_what_was_saved_is_loaded() -> None:
    wanted = Settings("vi", "dark", 150, animation=False, remember=True, recent=("a.netlens",))
    save(wanted)
    assert load() == wanted


def test_nonsense_falls_back_to_the_default() -> None:
    store = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "NetLens", "NetLens")
    for name, value in (("language", '"tlh"'), ("text_scale", "9000"), ("theme", "{"), ("animation", '"yes"')):
        store.setValue(name, value)
    assert load() == Settings()


@pytest.mark.parametrize("recent", ["5", "null", "true", "1e400", '{"a": 1}', "[" * 100_000, '[1, "b", "\\u0000"]'])
def test_a_broken_list_of_files_costs_itself_only(recent: str) -> None:
    store = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "NetLens", "NetLens")
    store.setValue("recent", recent)
    store.setValue("language", '"vi"')
    assert load() == Settings("vi", recent=("b",) if "b" in recent else ())


def test_a_file_where_none_can_be_is_not_there() -> None:
    assert not still_there("x" * 5000)
    assert not still_there("a\0b")
    assert still_there(__file__)


def test_every_language_and_theme_there_is_can_be_chosen() -> None:
    offered = {name: {value for value, _label in choice.values} for name, choice in choices() if choice.values}
    assert offered["language"] == set(LANGUAGES)
    assert offered["theme"] == set(THEMES)


def test_recent_files_are_few_and_only_when_wished() -> None:
    settings = Settings()
    for number in range(RECENT + 3):
        settings = with_recent(settings, f"{number}.netlens")
    assert settings.recent[0] == f"{RECENT + 2}.netlens"
    assert len(settings.recent) == RECENT
    assert with_recent(Settings(remember=False, recent=("old",)), "new").recent == ()


def test_the_preferences_page_draws_itself_from_the_settings(session: Session, qtbot: QtBot) -> None:
    page = DIALOG.build(session)
    qtbot.addWidget(page)
    assert isinstance(page, Preferences)
    assert set(page.fields) == {name for name, _choice in choices()}
    page.fields["language"].setCurrentIndex(1)  # type: ignore[union-attr]
    with qtbot.waitSignal(session.preferred) as told:
        page.proceed()
    assert told.args[0].language == "vi"
    assert load().language == "vi"
