"""What records and fields of a mapping are called on screen."""

from netlens.case import schema
from netlens.case.mapping import RecordMap, SheetMap
from netlens.case.mapping.draft import KINDS
from netlens.i18n import _, language, mark

_KINDS = {
    "person": mark("A person"),
    "part": mark("A person's part in the case"),
    "case": mark("A case"),
    "phone": mark("A phone of a person"),
    "account": mark("An account of a person"),
    "vehicle": mark("A vehicle of a person"),
    "document": mark("A document of a person"),
    "address": mark("An address of a person"),
    "link": mark("A tie between two people"),
    "call": mark("A call"),
    "payment": mark("A payment"),
    "crossing": mark("A border crossing"),
    "stop": mark("A stop of a route"),
    "report": mark("A report"),
}
_TABLES = {
    "persons": mark("Person"),
    "cases": mark("Case"),
    "identifiers": mark("What they hold"),
    "involvements": mark("Part in the case"),
    "routes": mark("Stop of a route"),
    "links": mark("Tie"),
    "calls": mark("Call"),
    "payments": mark("Payment"),
    "crossings": mark("Border crossing"),
    "reports": mark("Report"),
}


def kinds() -> tuple[tuple[str, str], ...]:
    """(kind of `draft.add`, words), what police sheets hold most first."""
    return tuple((kind, _(_KINDS[kind])) for kind in KINDS)


def table(name: str) -> str:
    return _(_TABLES[name]) if name in _TABLES else name


def field(table_name: str, name: str) -> str:
    """The label of a native column."""
    return schema.TABLES[table_name].column(name).labels.get(language(), name)


def spoken(name: str, table_name: str = "") -> str:
    """The label of the native column of that name, of `table_name` first; what is no native column, as it stands."""
    tables = (schema.EVERY[table_name], *schema.EVERY.values()) if table_name in schema.EVERY else schema.EVERY.values()
    for one in tables:
        for column in one.columns:
            if column.name == name:
                return column.labels.get(language(), name)
    return name


def who(label: str) -> str:
    """What a person of the row is called: `victim2` is `Victim 2`."""
    code = label.rstrip("0123456789")
    number = label[len(code) :]
    known = schema.label("role", code, language()) if schema.entry("role", code) else ""
    words = known.partition(" (")[0] or (_("Person") if code == "person" else _("Case") if code == "case" else label)
    return f"{words} {number}" if number and known + words != label else words


def record(sheet: SheetMap, number: int) -> str:
    """A record of a row: what it is, and of whom."""
    one: RecordMap = sheet.records[number]
    what = table(one.table)
    if one.table == "identifiers" and (kind := one.constants.get("kind")):
        what = schema.label("identifier_kind", kind, language())
    whose = one.label if one.table == "persons" else one.refers.get("person_id", "")
    same = [other for other in sheet.records if other.table == one.table]
    if one.table == "links":
        whose = ""
        ends = [who(one.refers[name]) for name in ("a", "b") if name in one.refers]
        return f"{what} · {' – '.join(ends)}" if ends else what
    if not whose or (len(same) == 1 and whose == "person"):
        return what
    return f"{what} · {who(whose)}"
