"""The parts of an XLSX archive that a sheet's rows refer to. NotPlainError where anything is out of the ordinary."""

import io
import re
import zlib
from collections.abc import Sequence
from typing import Any
from zipfile import BadZipFile, ZipFile

from netlens.case.intake.safe.panics import each_row

LARGEST = 1 << 26  # bytes of a part that is read whole; larger ones are left to the reader of workbooks
_SMALL = 1 << 20  # of a part that says only how the others are to be read
_ESCAPED = re.compile("_x[0-9A-Fa-f]{4}_")  # how Excel writes what XML cannot hold
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))
BLANKS = " \t\n\r"
_SHEET = re.compile(r'<sheet [^<>]*?r:id="([^"&]+)"[^<>]*/>')
_RELATION = re.compile(r"<Relationship [^<>]*/>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"&]*)"')
_TEXT = re.compile(r'<si><t( xml:space="preserve")?>([^<]*)</t>')
_RULES = ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml")


class NotPlainError(Exception):
    """Something that is not of the plain form: whoever reads every form must read it."""


# What may come of reading a part: it is odd, or damaged, locked …
FAILS = (NotPlainError, BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)


def sheet_parts(archive: ZipFile) -> tuple[str, ...]:
    """The name of the part of each sheet, in the order of the workbook; "" for one that is better left alone."""
    names = [entry.filename for entry in archive.infolist()]
    if len({name.lower() for name in names}) < len(names):
        raise NotPlainError
    relations = []
    for one in _RELATION.findall(content(archive, "xl/_rels/workbook.xml.rels", _SMALL)):
        said = dict(_ATTRIBUTE.findall(one))
        relations.append((said.get("Id", ""), said.get("Type", ""), said.get("Target", "")))
    targets = [target.rpartition("/")[2].lower() for _id, _type, target in relations]
    of = {}
    for name, kind, target in relations:
        part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        plain = kind.endswith("/worksheet") and re.fullmatch(r"xl/worksheets/\w+\.xml", part) and part in names
        if plain and targets.count(target.rpartition("/")[2].lower()) == 1:
            of[name] = part if archive.getinfo(part).file_size <= LARGEST else ""
    return tuple(of.get(one, "") for one in _SHEET.findall(content(archive, "xl/workbook.xml", _SMALL)))


def content(archive: ZipFile, name: str, most: int = LARGEST) -> str:
    """A part's text, which is UTF-8 without anything but elements and texts."""
    try:
        entry = archive.getinfo(name)
    except KeyError:
        raise NotPlainError from None
    if entry.file_size > most or entry.flag_bits & 1:
        raise NotPlainError
    try:
        text = archive.read(entry).decode()
    except UnicodeDecodeError:
        raise NotPlainError from None
    head, _sign, rest = text.partition(">") if text.startswith("<?xml") else ("", "", text)
    if odd_beginning(head) or "<!" in rest or "<?" in rest or odd_text(rest):
        raise NotPlainError
    return rest


def odd_beginning(text: str) -> bool:
    """Whether what stands before the contents of a part is more than a declaration of UTF-8, and elements."""
    if text.startswith("<?xml"):
        said, _sign, text = text.partition(">")
        coded = re.search("encoding=[\"']([^\"']*)", said)
        if coded and coded[1].lower() != "utf-8":
            return True
    return "<!" in text or "<?" in text or not text.lstrip("\r\n").isascii()


def odd_text(text: str) -> bool:
    """Whether a text holds signs that XML or Excel write in some rare way."""
    # One sign is looked for far sooner than two.
    numbered = "&" in text and "&#" in text
    return numbered or "\r" in text or ("_" in text and "_x" in text and _ESCAPED.search(text) is not None)


def shared_texts(archive: ZipFile) -> list[str]:
    """The texts that cells name by their number, as XML writes them."""
    whole = content(archive, "xl/sharedStrings.xml")
    begin, end = whole.find("<si>"), whole.rfind("</si>")
    texts: list[str] = []
    for piece in whole[begin:end].split("</si>") if begin >= 0 else ():
        found = _TEXT.fullmatch(piece)
        if found is None:
            raise NotPlainError
        texts.append(found[2] if found[1] else found[2].strip(BLANKS))
    return texts


def mended(text: str) -> str:
    """A text with the signs that XML writes otherwise."""
    if "&" not in text:
        return text
    if text.count("&") != sum(text.count(entity) for entity, _sign in _ENTITIES):
        raise NotPlainError
    for entity, sign in _ENTITIES:
        text = text.replace(entity, sign)
    return text


def told(archive: ZipFile, place: int, asked: Sequence[tuple[str, str]]) -> list[Any]:
    """What the reader of workbooks makes of numbers: (style, number) → float, date, time, length of time …

    It is asked with a workbook of the same rules and no other cells: which formats are dates is for it to say.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    part = sheet_parts(archive)[place]
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"{style}><v>{number}</v></c></row>' for n, (style, number) in enumerate(asked, 1)
    )
    made = io.BytesIO()
    with ZipFile(made, "w") as small:
        for name in _RULES:
            if name in archive.NameToInfo:
                if archive.getinfo(name).file_size > _SMALL * 4:
                    raise NotPlainError
                small.writestr(name, archive.read(name))
        small.writestr(part, f"{head}{rows}</sheetData></worksheet>")
    made.seek(0)
    try:
        answers = list(each_row(CalamineWorkbook.from_filelike(made).get_sheet_by_index(place).iter_rows()))
    except CalamineError:
        raise NotPlainError from None
    if len(answers) != len(asked) or None in answers:
        raise NotPlainError
    return [answer[0] for answer in answers if answer]
