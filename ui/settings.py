"""Settings are the fields of one dataclass; the preferences page draws itself from them."""

import json
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings

from netlens.i18n import mark

RECENT = 5  # case files offered on the first page


@dataclass(frozen=True, slots=True)
class Choice:
    """How one setting is shown: its label, what it may be (value → label, or a range), and one sentence."""

    label: str
    help: str
    values: tuple[tuple[Any, str], ...] = ()
    smallest: int = 0
    largest: int = 0
    unit: str = ""
    step: int = 1


def _choice(default: Any, choice: Choice) -> Any:
    return field(default=default, metadata={"choice": choice})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person prefers. Nothing of a case stands here but, if wished, where the last case files lie."""

    language: str = _choice(
        "en",
        Choice(
            mark("Language"),
            mark("Changes at once; the case stays open."),
            (("en", "English"), ("vi", "Tiếng Việt")),
        ),
    )
    theme: str = _choice(
        "light",
        Choice(
            mark("Theme"),
            mark("High contrast draws every border and uses the strongest colours."),
            (("light", mark("Light")), ("dark", mark("Dark")), ("contrast", mark("High contrast"))),
        ),
    )
    text_scale: int = _choice(
        100,
        Choice(
            mark("Text size"),
            mark("Of everything in the window, the graph's labels too."),
            smallest=80,
            largest=200,
            unit=" %",
            step=10,
        ),
    )
    animation: bool = _choice(
        True, Choice(mark("Animate changes of the graph"), mark("Off: the picture changes without movement."))
    )
    remember: bool = _choice(
        True, Choice(mark("Remember the last case files"), mark("Only where they lie; never a passphrase."))
    )
    recent: tuple[str, ...] = ()


def choices() -> list[tuple[str, Choice]]:
    """The settings a person can change, in the order of the page."""
    return [(one.name, one.metadata["choice"]) for one in fields(Settings) if "choice" in one.metadata]


def load() -> Settings:
    """The saved settings; whatever is missing or makes no sense is the default."""
    store = _store()
    known: dict[str, Any] = {}
    for one in fields(Settings):
        default = getattr(Settings(), one.name)
        try:
            value = json.loads(str(store.value(one.name)))
        except (ValueError, RecursionError):
            continue
        if isinstance(default, tuple) and isinstance(value, list):
            value = tuple(part for part in value if isinstance(part, str) and part.isprintable())
        if type(value) is type(default) and _allowed(one.metadata.get("choice"), value):
            known[one.name] = value
    return Settings(**known)


def save(settings: Settings) -> None:
    store = _store()
    for one in fields(Settings):
        store.setValue(one.name, json.dumps(getattr(settings, one.name)))


def with_recent(settings: Settings, path: str) -> Settings:
    """The settings after a case file was opened."""
    if not settings.remember:
        return replace(settings, recent=())
    return replace(settings, recent=(path, *(other for other in settings.recent if other != path))[:RECENT])


def still_there(path: str) -> bool:
    """Whether one of the last case files is there; where nobody may look, or no file can be, it is not."""
    try:
        return Path(path).exists()
    except (OSError, ValueError):
        return False


def _allowed(choice: Choice | None, value: Any) -> bool:
    if choice is None:
        return True
    if choice.values:
        return value in {known for known, _label in choice.values}
    return not choice.largest or choice.smallest <= value <= choice.largest


def _store() -> QSettings:
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "NetLens", "NetLens")
