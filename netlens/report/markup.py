"""Document → HTML: every word escaped, no style attribute, no event handler, so that a strict policy can hold."""

from collections.abc import Sequence

from netlens.report.blocks import Block, Cell, Document, Section
from netlens.report.drawing.shapes import xml_text


def running(doc: Document) -> str:
    """What stands above everything, and at the head of every sheet when the page is printed."""
    sample = f'<div class="banner">{xml_text(doc.banner)}</div>' if doc.banner else ""
    terms = xml_text(f"{doc.handling} · {doc.title} · {doc.foot}")
    return f'<div class="running">{sample}<div class="terms">{terms}</div></div>'


def header(doc: Document) -> str:
    badges = "".join(f'<li class="{badge.tone}">{xml_text(badge.text)}</li>' for badge in doc.badges)
    line = f'<span class="kicker">{xml_text(doc.kicker)}</span><span class="handling">{xml_text(doc.handling)}</span>'
    return (
        f'<header><div class="line">{line}</div><h1>{xml_text(doc.title)}</h1><ul class="badges">{badges}</ul></header>'
    )


def section(part: Section) -> str:
    head = f"<h2>{xml_text(part.title)}</h2>" if part.title else ""
    return f'<section id="{part.key}">{head}{"".join(_block(block, part.key) for block in part.blocks)}</section>'


def _block(block: Block, key: str) -> str:
    rows = block.rows
    if block.kind == "said":
        return "".join(f"<p>{_cell(row[0])}</p>" for row in rows)
    if block.kind == "note":
        return "".join(f'<p class="note">{_cell(row[0])}</p>' for row in rows)
    if block.kind == "list":
        return '<ul class="points">' + "".join(f"<li>{_cell(row[0])}</li>" for row in rows) + "</ul>"
    if block.kind == "facts":
        return "<dl>" + "".join(f"<dt>{xml_text(row[0].text)}</dt><dd>{_cell(row[1])}</dd>" for row in rows) + "</dl>"
    if block.kind == "table":
        return _table(block, key)
    if block.kind == "entries":
        return "".join(_entry(row, key) for row in rows)
    return ""  # the picture: it has its own place beside the text


def _table(block: Block, key: str) -> str:
    share = sum(block.widths) or 1
    columns = "".join(f'<col width="{100 * width // share}%">' for width in block.widths)
    head = "".join(f'<th scope="col">{xml_text(cell.text)}</th>' for cell in block.rows[0])
    body = []
    for row in block.rows[1:]:
        cells = [_cell(cell) for cell in row]
        mark = ""
        if key == "members":
            mark = f' id="member-{xml_text(row[0].text)}"'
            cells[1] = _picker(row[0].text, row[1].text) + _below(row[1])
        if block.anchor:
            cells = [_anchored(cell, block.anchor) if cell.sources else _cell(cell) for cell in row]
        body.append(f"<tr{mark}>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    parts = f"<colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody>"
    return f'<div class="wide"><table>{parts}</table></div>'


def _anchored(cell: Cell, anchor: str) -> str:
    jumps = "".join(f'<span id="{anchor}-{number}"></span>' for number in cell.sources)
    return f'{jumps}<span class="{cell.tone}">{xml_text(cell.text)}</span>'


def _entry(row: Sequence[Cell], key: str) -> str:
    lead = _picker(row[0].text, row[1].text) if key == "why" else f'<span class="strong">{xml_text(row[1].text)}</span>'
    mark = f' id="why-{xml_text(row[0].text)}"' if key == "why" else ""
    code = f'<span class="muted">{xml_text(row[0].text)}</span>' if row[0].text else ""
    said = "".join(f"<p>{_cell(cell)}</p>" for cell in row[1].below)
    return f'<div class="entry"{mark}><div class="lead">{code}{lead}</div>{said}</div>'


def _picker(code: str, name: str) -> str:
    return f'<button type="button" class="name" data-member="{xml_text(code)}">{xml_text(name)}</button>'


def _cell(cell: Cell) -> str:
    words = xml_text(cell.text)
    return (f'<span class="{cell.tone}">{words}</span>' if cell.tone else words) + _sources(cell) + _below(cell)


def _below(cell: Cell) -> str:
    return "".join(f"<br>{_cell(under)}" for under in cell.below)


def _sources(cell: Cell) -> str:
    runs: list[list[int]] = []
    for number in cell.sources:
        if runs and runs[-1][1] + 1 == number:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return "".join(
        f'<a class="source" href="#source-{first}">[{first if first == last else f"{first}–{last}"}]</a>'
        for first, last in runs
    )
