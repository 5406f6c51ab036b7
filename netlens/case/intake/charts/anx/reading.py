"""The second reading of a chart: its items in the order of the file, each as the records it states."""

from collections.abc import Iterator
from pathlib import Path

from netlens.case.intake.charts import ties, words
from netlens.case.intake.charts.anx.index import Index, index, items, kind
from netlens.case.intake.charts.anx.item import Item, whole
from netlens.case.intake.charts.things import Flag, Node, Thing, records
from netlens.case.intake.charts.values import amount_of, count_of, moment
from netlens.case.intake.native import OTHER_LINE
from netlens.case.intake.own import plain
from netlens.case.intake.reasons import reason
from netlens.case.intake.sheet import problem_of
from netlens.case.intake.xml import Element
from netlens.case.records import CaseRecord, Issue
from netlens.case.schema import TABLES

_KINDS = {"persons": "person", "cases": "case"}


def read(path: Path) -> Iterator[CaseRecord | Issue]:
    """Every item of a chart. Links that stand before their ends come after all entities, so that none has to wait.

    NetLensError for what is no readable XML.
    """
    found = index(path)
    for shapes in (("entity", "link", "text", "none"),) if found.orderly else (("entity", "text", "none"), ("link",)):
        births: dict[str, str] = {}
        for row, element in items(path):
            item = whole(element, found.catalogue)
            if item.shape in shapes:
                yield from _item(row, element, item, found, path.name, births)


def _item(
    row: int, element: Element, item: Item, found: Index, chart: str, births: dict[str, str]
) -> Iterator[CaseRecord | Issue]:
    problem = next((said for text in _texts(item) if not text.isascii() and (said := problem_of(text))), "")
    if problem:
        yield Issue(row, "", item.label[:1000], problem, code="broken_row")
    elif item.shape == "text":
        yield Issue(row, "", item.label[:1000], reason("chart_text"), code=OTHER_LINE)
    elif item.shape == "none":
        yield Issue(row, "", item.label[:1000], reason("no_item"), code="no_item")
    elif item.shape == "link":
        yield from _link(row, item, found)
    else:
        yield from records(_thing(row, item, found, births), chart)


def _texts(item: Item) -> Iterator[str]:
    yield from (item.label, item.identity, *item.more.values())
    for name, text in item.attributes:
        yield name
        yield text


def _thing(row: int, item: Item, found: Index, births: dict[str, str]) -> Thing:
    node = found.nodes[row]
    which, sure = kind(item, bool(item.date))
    table = {"person": "persons", "case": "cases"}.get(node.kind, "entities")
    values, extra = _columns(table, item)
    flags: list[Flag] = []
    if not sure and node.kind == which:
        flags.append(("type", item.type or item.representation, "unknown_type"))
    label, role = " ".join(item.label.split()), ""
    if "\n" in item.label.strip():
        label = item.label.strip().splitlines()[0].strip()
        extra["Label"] = item.label.strip()
    if table == "persons":
        label = _named(row, label, node, found, values)
        _born(node, found, values, extra, births, flags)
        role = _role(item) if node.key not in found.placed else ""
    elif table == "cases" and item.date:
        values.setdefault("opened", item.date[:10])
    if item.date and "opened" not in values:
        extra["DateTime"] = item.date
    if item.type:
        extra["Type"] = item.type
    if item.identity and item.identity not in (plain(node.key), label):
        extra["Identity"] = item.identity
    return Thing(node, row, label, {**item.terms, **values}, {**extra, **item.more}, tuple(flags), role)


def _named(row: int, label: str, node: Node, found: Index, values: dict[str, str]) -> str:
    """What several items of one person call them otherwise than the first did is an alias, no contradiction."""
    first = found.first.get(node.key)
    if first and first[0] != row:
        if label and label != first[1]:
            values["aliases"] = "; ".join(text for text in (values.get("aliases", ""), label) if text)
        return ""
    return label


def _born(
    node: Node, found: Index, values: dict[str, str], extra: dict[str, str], births: dict[str, str], flags: list[Flag]
) -> None:
    """Items of one person may contradict each other on a birth date: the first stands, the others are kept."""
    born = values.get("birth_date", "")
    if node.key in found.first and born and births.setdefault(node.key, born) != born:
        extra["birth_date"] = values.pop("birth_date")
        flags.append(("birth_date", born, "differs"))


def _role(item: Item) -> str:
    """The role by which the law protects whom the chart shows: by the item's type, or an attribute that says a role."""
    stated = (text for name, text in item.attributes if words.attribute_is("role", name))
    return next((role for text in (item.type, *stated) if (role := words.protected_role(text))), "")


def _columns(table: str, item: Item) -> tuple[dict[str, str], dict[str, str]]:
    """The attributes of an item that mean a native column, and the others."""
    values: dict[str, list[str]] = {}
    extra: dict[str, str] = {}
    times: dict[str, int] = {}
    for name, text in item.attributes:
        column = words.column_of(table, name) if table in TABLES else ""
        if column and column not in values and column not in item.terms:
            dated = TABLES[table].column(column).kind == "date"
            values[column] = [moment(text).removesuffix("T00:00:00") if dated else text]
        elif column and column in values and TABLES[table].column(column).multi:
            values[column].append(text)
        else:
            n = times[name] = times.get(name, 0) + 1
            extra[name if n == 1 else f"{name} ({n})"] = text
    return {column: "; ".join(texts) for column, texts in values.items()}, extra


_MORE = ("amount", "currency", "count", "seconds", "cell", "reference")


def _link(row: int, item: Item, found: Index) -> Iterator[CaseRecord | Issue]:
    ends: list[Node] = []
    for column, end in zip("ab", item.ends, strict=True):
        node = found.end(end)
        if node is None:
            code = "text_end" if end[0] in found.texts else "absent_end"
            yield Issue(row, column, end[0], reason(code), code=code)
            return
        ends.append(node)
    more: dict[str, str] = {}
    dates = {"since": "", "until": ""}
    told: dict[str, list[str]] = {}
    for name, text in item.attributes:
        use = next((use for use in (*_MORE, *dates) if words.attribute_is(use, name)), "")
        if use in dates and not dates[use]:
            dates[use] = moment(text)
        elif use and use not in more and use not in dates:
            more[use] = text
        else:
            told.setdefault(name, []).append(text)
    extra = {name: "; ".join(texts) for name, texts in told.items()}
    if item.label:
        tie = words.tie(item.type) if item.type else words.label_tie(item.label)
        if "count" not in more and (times := count_of(item.label)):
            more["count"] = times
        if "amount" not in more and (tie.kind == "paid" or not item.type) and (sum_ := amount_of(item.label)):
            more["amount"] = sum_
    said = ties.Said(
        row=row,
        type=item.type,
        label=" ".join(item.label.split()),
        arrow=item.arrow,
        since=item.date or dates["since"],
        until=dates["until"],
        more=more,
        values=item.terms,
        extra={**extra, **item.more},
    )
    yield from ties.records(ends[0], ends[1], said)
