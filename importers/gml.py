"""GML, as Gephi, Cytoscape, igraph and networkx write it: keys and values, in brackets what belongs together."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from netlens.case.importing import Importer, ReadOptions
from netlens.case.intake.files import is_text
from netlens.case.intake.graph.items import Edge, Node, add
from netlens.case.intake.graph.lines import damaged, numbered
from netlens.case.intake.graph.recognition import text_kind
from netlens.case.intake.graph.stating import Item, records
from netlens.case.intake.reasons import reason
from netlens.case.intake.sheet import not_readable, problem_of
from netlens.case.records import CaseRecord, Issue
from netlens.i18n import _, mark

_PAIR = re.compile(r'\s*([A-Za-z_]\w*)\s+(?:"([^"]*)"|([^\s"\[\]]+))\s*')
_TOKEN = re.compile(r'"([^"]*)"|([\[\]])|([^\s"\[\]]+)')
_DEEP = 50  # brackets within brackets
_LISTED = "_networkx_list_start"  # networkx marks a list of one so
Attributes = dict[str, str]
Token = tuple[int, str, bool]  # line, text, whether it was quoted


def recognises(path: Path) -> bool:
    return is_text(path) and text_kind(path) == "gml"


def _tokens(path: Path, options: ReadOptions) -> Iterator[Token]:
    """Keys, values and brackets. A quoted text may run over lines; a line that begins with # is a comment."""
    held: list[str] = []  # the lines of a text that goes on
    size = begun = 0
    for number, written in numbered(path, options):
        if not held and written.lstrip()[:1] == "#":
            continue
        line = written
        if (written.count('"') % 2 == 1) != bool(held):  # it opens one, or goes on with one
            held.append(written)
            begun, size = (begun or number), size + len(written)
            if size > 1_000_000:
                break
            continue
        if held:
            line = "\n".join([*held, written])
        at, begun, size = begun or number, 0, 0
        held.clear()
        pair = _PAIR.fullmatch(line)
        if pair:
            yield at, pair[1], False
            yield at, pair[2] if pair[2] is not None else pair[3], pair[2] is not None
            continue
        for token in _TOKEN.finditer(line):
            quoted = token[1] is not None
            yield at, token[1] if quoted else token[2] or token[3], quoted
    if held:
        raise damaged(path, begun, _("a quotation mark is not closed"))


def items(path: Path, options: ReadOptions) -> Iterator[Item]:
    """Nodes and edges as they stand; what is nested in one is named `graphics.x`."""
    row = graphs = 0
    directed = False
    for what, attributes in _blocks(path, options):
        if what == "graph":
            graphs += 1
            directed = False
        elif what == "directed":
            directed = attributes["directed"] in ("1", "true")
        else:
            row += 1
            yield _item(what, attributes, row, directed, f"{graphs}/" if graphs > 1 else "")
    if not graphs:
        raise not_readable(path.name, _("it holds no graph"), _("Save it again in the program it comes from."))


def _blocks(path: Path, options: ReadOptions) -> Iterator[tuple[str, Attributes]]:
    """(graph, directed, node or edge; what stands in it), in the order of the file."""
    inside: list[str] = []  # the keys of the brackets that are open
    key, line = "", 0
    found: Attributes = {}
    for line, text, quoted in _tokens(path, options):
        if text == "[" and not quoted:
            inside.append(key.lower())
            if len(inside) > _DEEP:
                raise damaged(path, line, _("brackets within brackets without end"))
            if inside == ["graph"]:
                yield "graph", {}
            elif len(inside) == 2:
                found = {}
            key = ""
        elif text == "]" and not quoted:
            if not inside:
                raise damaged(path, line, _("a closing bracket too many"))
            if inside in (["graph", "node"], ["graph", "edge"]):
                yield inside[1], found
            inside.pop()
            key = ""
        elif not key:
            key = text
        else:
            if len(inside) > 1 and text != _LISTED:
                add(found, ".".join((*inside[2:], key)), unescape(text) if "&" in text else text)
            elif inside == ["graph"] and key.lower() == "directed":
                yield "directed", {"directed": text}
            key = ""
    if inside:
        raise damaged(path, line, _("the file ends within a bracket; it was not copied whole"))


def _item(what: str, attributes: Attributes, row: int, directed: bool, prefix: str) -> Item:
    lacking = next(
        (name for name in (("id",) if what == "node" else ("source", "target")) if name not in attributes), ""
    )
    broken = next((problem for text in attributes.values() if (problem := problem_of(text))), "")
    if lacking or broken:
        shown = ", ".join(f"{name} {text}" for name, text in attributes.items())[:1000]
        return Issue(
            row, lacking, shown, broken or reason("missing_field"), "", "broken_row" if broken else "missing_field"
        )
    if what == "node":
        id_ = attributes.pop("id").partition(";")[0]
        group = "group" if attributes.get("isGroup") == "1" else ""  # yEd
        return Node(prefix + id_, row, attributes.pop("label", ""), attributes, group)
    a, b = attributes.pop("source"), attributes.pop("target")
    if "directed" in attributes:
        directed = attributes.pop("directed") in ("1", "true")
    return Edge(prefix + a, prefix + b, row, directed, "", attributes)


def read(path: Path, options: ReadOptions) -> Iterator[CaseRecord | Issue]:
    return records(items(path, options), path.name)


IMPORTER = Importer(
    name="gml",
    label=mark("Graphs: GML (Gephi, Cytoscape, igraph, networkx)"),
    suffixes=(".gml", ".txt"),
    recognises=recognises,
    read=read,
    sample="network.gml",
)
