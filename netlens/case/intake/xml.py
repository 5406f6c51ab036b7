"""XML as other programs write it, read element by element. A document type is refused, and with it every entity but the
five of XML itself: no file of records needs one, and entities are how a small file eats all memory or reads others.

Prefixes of names are taken off unseen: many a program writes `viz:size` and forgets to say what `viz` is. And where the
bytes contradict the encoding a file declares (.NET declares UTF-16 and writes UTF-8), the bytes are right.
"""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.parsers import expat

from netlens.case.intake.sheet import not_readable
from netlens.errors import NetLensError
from netlens.i18n import _

DEPTH = 200  # elements within each other; charts and graphs need a dozen
LARGEST = 50_000_000  # characters of one element with all in it: a chart item may carry a picture
ATTRIBUTES = 1_000  # of one element
_CHUNK = 1 << 18
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})""")
_INVALID = 4  # expat: what stands here is no XML, or no letter
_REFUSED = ("utf-7", "utf7", "idna", "punycode")  # they can spell one thing and mean another


class Element:
    """One element with all inside it. `text` is its own, without whitespace at the ends; `line` where it begins."""

    __slots__ = ("attributes", "children", "line", "name", "text")

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        self.name, self.attributes, self.line = name, attributes, line
        self.children: list[Element] = []
        self.text = ""

    def get(self, name: str, otherwise: str = "") -> str:
        return self.attributes.get(name, otherwise)

    def all(self, name: str) -> Iterator["Element"]:
        """The children of that name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> "Element | None":
        for child in self.children:
            if child.name == name:
                return child
        return None

    def anywhere(self, name: str) -> Iterator["Element"]:
        """The elements of that name inside this one, however deep, in the order of the file."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.anywhere(name)


def root_of(path: Path, most: int = 1 << 16) -> tuple[str, dict[str, str]]:
    """Name (without its namespace) and attributes of the outermost element, from the first bytes; "" for no XML."""
    found: list[tuple[str, dict[str, str]]] = []
    try:
        with path.open("rb") as stream:
            head = stream.read(most)
        source = _Source(head)
        source.parser.StartElementHandler = lambda name, attributes: found.append((_local(name), attributes))
        source.parse(head, last=False)
    except (expat.ExpatError, ValueError, LookupError):
        pass
    return found[0] if found else ("", {})


def elements(
    path: Path, names: frozenset[str], heads: frozenset[str] = frozenset(), without: frozenset[str] = frozenset()
) -> Iterator[Element]:
    """The elements of these names, whole, in the order in which they end; one inside another comes with it alone.

    Of those in `heads` only the name and attributes, where they begin: what is said of all that stands in them. Those
    in `without` are left out of the others, with all inside them.

    Names are without namespace. Holds no more than one such element. NetLensError for what is no XML, is damaged, has a
    document type, or is deeper or larger than any records are.
    """
    builder = _Builder(path, names, heads, without)
    with path.open("rb") as stream:
        while True:
            chunk = stream.read(_CHUNK)
            builder.feed(chunk)
            yield from builder.done
            builder.done.clear()
            if not chunk:
                return


class _Source:
    """A parser for a file that begins so, and how its bytes reach it: as they are, or as text that was decoded here."""

    def __init__(self, head: bytes) -> None:
        """LookupError for an encoding nobody knows, or that no honest file has."""
        instead, self.decoder = _encoding(head)
        self.parser = expat.ParserCreate(instead or None)

    def parse(self, chunk: bytes, *, last: bool) -> None:
        self.parser.Parse(self.decoder.decode(chunk, last) if self.decoder else chunk, last)


def _encoding(head: bytes) -> tuple[str, codecs.IncrementalDecoder | None]:
    """(the encoding to read it in whatever it declares, the decoder of one that the parser does not know)."""
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "", codecs.getincrementaldecoder("utf-32")()
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8", None
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", None
    if head[:2] in (b"<\0", b"\0<"):
        return "utf-16le" if head[:1] == b"<" else "utf-16be", None
    declared = _DECLARED.match(head.lstrip())
    name = declared[1].decode("ascii").lower() if declared else ""
    if name in _REFUSED:
        raise LookupError(name)
    if name.startswith(("utf-16", "utf16", "utf-32", "utf32", "ucs-2", "ucs-4", "unicode", "iso-10646")):
        return "utf-8", None
    if not name or name in ("utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1"):
        return "", None
    if len(bytes(range(128, 256)).decode(name, "replace")) == 128:
        return "", None  # one byte a letter: the parser asks for the table itself
    return "", codecs.getincrementaldecoder(name)()


class _Builder:
    """Elements while they are read; `done` are those asked for that have ended."""

    def __init__(self, path: Path, names: frozenset[str], heads: frozenset[str], without: frozenset[str]) -> None:
        self.path, self.names, self.heads, self.without = path, names, heads, without
        self.done: list[Element] = []
        self.open: list[Element] = []
        self.depth = self.size = self.passing = 0  # `passing`: the depth of the element that is left out
        self.source: _Source | None = None

    def _begun(self, head: bytes) -> _Source:
        source = _Source(head)
        parser = source.parser
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.CharacterDataHandler = self.text
        parser.StartDoctypeDeclHandler = self.document_type
        return source

    def feed(self, chunk: bytes) -> None:
        """The next bytes; b"" at the end."""
        try:
            self.source = self.source or self._begun(chunk)
            self.source.parse(chunk, last=not chunk)
        except expat.ExpatError as error:
            if error.code == _INVALID and not _is_utf8(chunk):
                raise self.of_no_encoding() from error
            raise not_readable(
                self.path.name,
                _("it is damaged at line {line}").format(line=error.lineno),
                _("Copy it again, or save it again in the program it comes from."),
            ) from error
        except (ValueError, LookupError) as error:
            raise self.of_no_encoding() from error

    def of_no_encoding(self) -> NetLensError:
        return not_readable(self.path.name, _("its encoding is unknown"), _("Save it again as UTF-8 and import that."))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.grown(100 + sum(map(len, attributes.values())) if self.open else 0)
        if self.depth > DEPTH or len(attributes) > ATTRIBUTES:
            raise self.beyond()
        if self.passing:
            return
        if ":" in name:
            name = _local(name)
        if name in self.without and self.open:
            self.passing = self.depth
            return
        if not self.open and name not in self.names and name not in self.heads:
            return
        if "xmlns" in attributes or ":" in "".join(attributes):
            attributes = {_local(one): text for one, text in attributes.items() if one.partition(":")[0] != "xmlns"}
        line = self.source.parser.CurrentLineNumber if self.source else 0
        made = Element(name, attributes, line)
        if not self.open and name in self.heads:
            self.done.append(made)
            return
        if self.open:
            self.open[-1].children.append(made)
        self.open.append(made)

    def end(self, _name: str) -> None:
        self.depth -= 1
        if self.passing:
            if self.depth < self.passing:
                self.passing = 0
        elif self.open:
            ended = self.open.pop()
            if ended.text:
                ended.text = ended.text.strip()
            if not self.open:
                self.done.append(ended)
                self.size = 0

    def text(self, said: str) -> None:
        if self.open and not self.passing:
            self.grown(len(said))
            if self.open[-1].text or not said.isspace():
                self.open[-1].text += said

    def grown(self, by: int) -> None:
        self.size += by
        if self.size > LARGEST:
            raise self.beyond()

    def document_type(self, *_said: Any) -> None:
        raise not_readable(
            self.path.name,
            _("it defines a document type (DTD), which can be used to read other files or to fill the memory"),
            _("Do not open it elsewhere either; ask the sender for a file without it."),
        )

    def beyond(self) -> NetLensError:
        return not_readable(
            self.path.name,
            _("an element in it is deeper or larger than any record needs"),
            _("Do not open it: ask the sender what it is."),
        )


def _is_utf8(chunk: bytes) -> bool:
    """Whether bytes are, but for a letter cut at the end."""
    try:
        chunk.decode("utf-8")
    except UnicodeDecodeError as error:
        return b"\0" in chunk[:100] or error.start > len(chunk) - 4
    return True


def _local(name: str) -> str:
    return name.rpartition(":")[2]
