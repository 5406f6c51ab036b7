"""Vietnamese is complete, compiled, and keeps every placeholder."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from netlens.i18n import translator

ROOT = Path(__file__).parent.parent
PLACE = re.compile(r"\{(\w+)[^}]*\}")


@pytest.fixture(scope="module")
def texts(catalogue: ModuleType) -> list[str | tuple[str, str]]:
    """What the program says: English, or its singular and plural."""
    return list(catalogue.texts())


@pytest.fixture(scope="module")
def catalogue() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translate", ROOT / ".ci/translate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_text_is_translated(catalogue: ModuleType, texts: list[str | tuple[str, str]]) -> None:
    said = catalogue.known()
    assert len(texts) > 500
    assert [text for text in texts if not said.get(text if isinstance(text, str) else text[0])] == []


def test_the_compiled_catalogue_is_that_of_the_text(catalogue: ModuleType, texts: list[str | tuple[str, str]]) -> None:
    say = translator("vi")
    for english, vietnamese in catalogue.known().items():
        assert say(english) == vietnamese or english != say(english)
    assert set(catalogue.known()) <= {t if isinstance(t, str) else t[0] for t in texts}, "run the tool"


def test_placeholders_and_keys_survive(catalogue: ModuleType, texts: list[str | tuple[str, str]]) -> None:
    plural = dict(text for text in texts if not isinstance(text, str))  # Vietnamese has one form for both
    for english, vietnamese in catalogue.known().items():
        either = {frozenset(PLACE.findall(text)) for text in (english, plural.get(english, english))}
        assert frozenset(PLACE.findall(vietnamese)) in either, english
        assert vietnamese.count("&&") == english.count("&&"), english
        assert vietnamese.strip() == vietnamese or english.strip() != english, english


def test_vietnamese_is_composed(catalogue: ModuleType) -> None:
    import unicodedata

    for vietnamese in catalogue.known().values():
        assert unicodedata.normalize("NFC", vietnamese) == vietnamese
