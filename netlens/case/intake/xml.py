"""XML as other programs write it, read element by element. A document type is refused, and with it every entity but the
five of XML itself: no file of records needs one, and entities are how a small file eats all memory or reads others.
"""

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
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, attributes: found.append((_local(name), attributes))
    try:
        with path.open("rb") as stream:
            parser.Parse(stream.read(most), False)
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


class _Builder:
    """Elements while they are read; `done` are those asked for that have ended."""

    def __init__(self, path: Path, names: frozenset[str], heads: frozenset[str], without: frozenset[str]) -> None:
        self.path, self.names, self.heads, self.without = path, names, heads, without
        self.done: list[Element] = []
        self.open: list[Element] = []
        self.depth = self.size = self.passing = 0  # `passing`: the depth of the element that is left out
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.CharacterDataHandler = self.text
        parser.StartDoctypeDeclHandler = self.document_type

    def feed(self, chunk: bytes) -> None:
        """The next bytes; b"" at the end."""
        try:
            self.parser.Parse(chunk, not chunk)
        except expat.ExpatError as error:
            raise not_readable(
                self.path.name,
                _("it is damaged at line {line}").format(line=error.lineno),
                _("Copy it again, or save it again in the program it comes from."),
            ) from error
        except (ValueError, LookupError) as error:
            raise not_readable(
                self.path.name, _("its encoding is unknown"), _("Save it again as UTF-8 and import that.")
            ) from error

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.grown(100 + sum(map(len, attributes.values())) if self.open else 0)
        if self.depth > DEPTH or len(attributes) > ATTRIBUTES:
            raise self.beyond()
        if self.passing:
            return
        if " " in name:
            name = _local(name)
        if name in self.without and self.open:
            self.passing = self.depth
            return
        if not self.open and name not in self.names and name not in self.heads:
            return
        if " " in "".join(attributes):
            attributes = {_local(one): text for one, text in attributes.items()}
        made = Element(name, attributes, self.parser.CurrentLineNumber)
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


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
