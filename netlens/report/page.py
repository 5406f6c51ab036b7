"""One offline web page: the graph by pyvis, the document beside it. It loads nothing: its own policy forbids it."""

from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

from netlens.i18n import translator
from netlens.report.document import document
from netlens.report.drawing import shapes
from netlens.report.drawing.parts import Drawing, Mark
from netlens.report.drawing.shapes import RING_COLOURS, xml_text
from netlens.report.drawing.strokes import draw_mark
from netlens.report.drawing.svg import svg
from netlens.report.markup import header, running, section
from netlens.report.picture import from_summary
from netlens.report.summary import RingSummary
from netlens.resource import folder

MOST_NODES = 1500  # vis-network stays usable up to about here; the tables list everyone
SIDE = 105.0  # room for one member, in the graph's own unit


def page(summary: RingSummary) -> str:
    """The page as text, to be written as UTF-8. Every word of the records stands in it as text, never as markup."""
    _ = translator(summary.terms.lang)
    doc = document(summary)
    drawing = _capped(from_summary(summary))
    scripts = [_clean(text) for text in (*_graph_scripts(summary, drawing), _bundled("page.js"))]
    style = _clean(_bundled("page.css"))
    policy = (
        f"default-src 'none'; script-src {' '.join(map(_hash, scripts))}; style-src {_hash(style)};"
        " img-src data:; base-uri 'none'; form-action 'none'"
    )
    skip = _("Skip to the members")  # babel does not look into f-strings
    body = [
        f'<a class="skip" href="#members">{xml_text(skip)}</a>',
        running(doc),
        header(doc),
        "<main>",
        _stage(summary, drawing, doc.lang),
        "<article>",
        *(section(part) for part in doc.sections),
        "</article></main>",
        f"<footer>{xml_text(doc.foot)}</footer>",
        *(f"<script>{text}</script>" for text in scripts),
    ]
    return "\n".join(
        [
            f'<!DOCTYPE html>\n<html lang="{xml_text(doc.lang)}">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">\n<link rel="icon" href="data:,">',
            f"<title>{xml_text(doc.title)} · NetLens</title>\n<style>{style}</style>\n</head>\n<body>",
            *(part for part in body if part),
            "</body>\n</html>\n",
        ]
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")  # as the browser will read it: the hash is over that


def _bundled(name: str) -> str:
    return (folder("html") / name).read_text(encoding="utf-8")


def _capped(drawing: Drawing) -> Drawing:
    """The first MOST_NODES members (the summary lists the firmest first), and the ties among them."""
    ties = tuple(tie for tie in drawing.ties if max(tie.a, tie.b) < MOST_NODES)
    return Drawing(drawing.marks[:MOST_NODES], ties, drawing.hulls, lang=drawing.lang, stretch=drawing.stretch)


def _places(drawing: Drawing) -> list[shapes.Point]:
    side = SIDE * max(2.0, len(drawing.marks) ** 0.5)
    return [(round(1.35 * side * mark.x, 1), round(side * mark.y, 1)) for mark in drawing.marks]


def _graph_scripts(summary: RingSummary, drawing: Drawing) -> list[str]:
    """vis-network and the graph as pyvis writes them, without what pyvis would load from elsewhere."""
    from pyvis.network import Network

    _ = translator(drawing.lang)
    network = Network(cdn_resources="in_line", height="100%", width="100%")
    looks = {_look(mark): mark for mark in drawing.marks}
    names = {look: f"look{n}" for n, look in enumerate(looks)}
    for member, mark, (x, y) in zip(summary.members, drawing.marks, _places(drawing), strict=False):
        hover = "\n".join(
            part for part in (member.name, member.words.get("functions"), member.words.get("band")) if part
        )
        size = 15 + 9 * mark.size
        network.add_node(member.code, label=member.name, title=hover, x=x, y=y, size=size, group=names[_look(mark)])
        network.nodes[-1].pop("shape")  # pyvis says "dot", which would win over the group's image
    heaviest = max((tie.weight for tie in drawing.ties), default=1.0) or 1.0
    for tie in drawing.ties:
        extra = {"label": f"×{tie.count}"} if tie.count > 1 else {}
        one, other = summary.members[tie.a], summary.members[tie.b]
        hover = f"{one.name} – {other.name}\n" + _("facts: {n}").format(n=tie.count)
        network.add_edge(one.code, other.code, width=0.8 + 3 * (tie.weight / heaviest) ** 0.5, title=hover, **extra)
    network.options = _options({names[look]: mark for look, mark in looks.items()})  # set_options() drops all spaces
    found = _Scripts()
    found.feed(network.generate_html(notebook=False))
    library, graph = (
        next(text for text in found.texts if sign in text) for sign in ("vis-network", "function drawGraph")
    )
    return [library, graph]


def _look(mark: Mark) -> tuple[object, ...]:
    return mark.kind, mark.band, mark.protected, mark.dual, mark.cleared, mark.by_hand


def _options(looks: dict[str, Mark]) -> dict[str, object]:
    face = "Noto Sans, Segoe UI, sans-serif"
    return {
        "physics": {"enabled": False},
        "interaction": {"hover": True, "keyboard": False, "tooltipDelay": 120, "multiselect": False},
        "layout": {"improvedLayout": False},
        "groups": {
            name: {"shape": "image", "image": _image(mark), "shapeProperties": {"interpolation": False}}
            for name, mark in looks.items()
        },
        "nodes": {"font": {"face": face, "size": 15, "color": shapes.INK, "strokeWidth": 4, "strokeColor": "#ffffff"}},
        "edges": {
            "color": {
                "color": RING_COLOURS[0],
                "opacity": 0.45,
                "highlight": RING_COLOURS[0],
                "hover": RING_COLOURS[0],
            },
            "smooth": False,
            "font": {"face": face, "size": 11, "color": RING_COLOURS[0], "background": "#ffffff", "strokeWidth": 0},
        },
    }


def _image(mark: Mark) -> str:
    """The mark of a picture, as an image in the page: the graph on screen has the signs of the printed one."""
    sign = draw_mark(mark, 24, 24, 17)
    box = f'<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 48 48">{sign}</svg>'
    return "data:image/svg+xml;base64," + b64encode(box.encode("utf-8")).decode("ascii")


class _Scripts(HTMLParser):
    """The inline scripts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.texts.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


def _stage(summary: RingSummary, drawing: Drawing, lang: str) -> str:
    _ = translator(lang)
    still = svg(from_summary(summary), 720, min(560.0, 300.0 + 9.0 * len(summary.members)))
    hint = _("Pick a member in the graph or in the table; arrow keys walk from one to the next.")
    if len(summary.members) > len(drawing.marks):
        hint = _("{drawn} of {all} members are drawn; the table lists all.").format(
            drawn=len(drawing.marks), all=len(summary.members)
        )
    tools = "".join(
        f'<button type="button" id="{key}" title="{xml_text(words)}" aria-label="{xml_text(words)}">{sign}</button>'
        for key, words, sign in (
            ("closer", _("Closer"), "+"),
            ("farther", _("Farther"), "−"),
            ("whole", _("Whole ring"), xml_text(_("Whole ring"))),
        )
    )
    outline = shapes.hull_path(_places(drawing), 52.0) if drawing.marks else ""
    crisp = "yes" if summary.ring.status == "supported" else "no"
    graph = (
        f'<div id="mynetwork" tabindex="0" role="application" aria-label="{xml_text(hint)}"'
        f' data-outline="{outline}" data-crisp="{crisp}" data-colour="{RING_COLOURS[0]}"></div>'
    )
    return (
        f'<div class="stage"><div class="tools">{tools}<span class="hint">{xml_text(hint)}</span></div>{graph}'
        f'<div class="drawn">{still.replace(" xmlns=" + chr(34) + "http://www.w3.org/2000/svg" + chr(34), "")}</div>'
        '<div id="who" aria-live="polite"></div></div>'
    )
