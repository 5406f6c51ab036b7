"""Gather the texts of the code into the Vietnamese catalogue, keep what is translated, and compile it.

`python .ci/translate.py` updates and compiles; `--missing` lists what is not translated yet, and fails if anything is.
"""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
PO = ROOT / "resources/translations/vi/LC_MESSAGES/netlens.po"
KEYWORDS = {"_": None, "mark": None, "ngettext": (1, 2), "n_": (1, 2)}
HEADER = [
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Language", "vi"),
    ("Plural-Forms", "nplurals=1; plural=0;"),
]


class Plain(Catalog):
    """A catalogue whose header says what reading it needs, and no dates or tools: it changes only with the texts."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return HEADER

    @mime_headers.setter
    def mime_headers(self, _value: object) -> None:
        pass


def texts() -> list[str | tuple[str, str]]:
    """Every text of the code, in order, once."""
    found: set[str | tuple[str, str]] = set()
    for folder in ("netlens", "ui", "importers"):
        for _file, _line, message, _comments, _context in extract_from_dir(
            str(ROOT / folder), [("**.py", "python")], {}, keywords=KEYWORDS
        ):
            found.add(tuple(message) if isinstance(message, tuple | list) else message)
    return sorted(found, key=lambda text: text if isinstance(text, str) else text[0])


def known() -> dict[str, str]:
    """What is translated already, by its (singular) English text."""
    if not PO.exists():
        return {}
    with PO.open("rb") as stream:
        catalogue = read_po(stream, locale="vi")
    said = {}
    for message in catalogue:
        text = message.id if isinstance(message.id, str) else message.id[0]
        string = message.string if isinstance(message.string, str) else message.string[0]
        if text and string:
            said[text] = string
    return said


def build(vietnamese: dict[str, str]) -> Plain:
    catalogue = Plain(locale="vi", charset="utf-8", header_comment="", fuzzy=False)
    for text in texts():
        string = vietnamese.get(text if isinstance(text, str) else text[0], "")
        catalogue.add(text, string if isinstance(text, str) else (string,))
    return catalogue


def main(arguments: list[str]) -> int:
    vietnamese = known()
    missing = [text for text in texts() if not vietnamese.get(text if isinstance(text, str) else text[0])]
    if "--missing" in arguments:
        for text in missing:
            print(text if isinstance(text, str) else " | ".join(text))
        return 1 if missing else 0
    PO.parent.mkdir(parents=True, exist_ok=True)
    catalogue = build(vietnamese)
    with PO.open("wb") as stream:
        write_po(stream, catalogue, width=0, omit_header=False)
    with PO.with_suffix(".mo").open("wb") as stream:
        write_mo(stream, catalogue)
    print(f"{len(vietnamese)} translated, {len(missing)} missing")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
