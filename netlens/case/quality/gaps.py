"""What is not there: columns nobody mapped, columns left empty, grades, currencies."""

from collections import defaultdict
from collections.abc import Iterator

from netlens.case.quality.fixes import Meant, fix_of
from netlens.case.quality.ground import Ground
from netlens.case.quality.problem import Place, Problem
from netlens.case.quality.scan import Filled
from netlens.case.quality.shown import shown_word, word_slug
from netlens.case.quality.words import column_label
from netlens.case.schema import TABLES
from netlens.i18n import _, ngettext

# Columns whose absence costs something: what cannot be told without them.
NEEDED = {
    ("persons", "full_name"), ("persons", "birth_date"), ("persons", "sex"), ("persons", "province"),
    ("cases", "opened"), ("cases", "offence"), ("cases", "province"), ("involvements", "functions"),
    ("routes", "country"), ("routes", "date"), ("calls", "seconds"), ("identifiers", "since"),
}  # fmt: skip
FORMS = ("tables", "excel")  # what has columns to leave empty: a chart or a list of calls is none the worse for it
_GRADED = ("involvements", "links", "calls", "payments", "crossings", "holdings", "stops")


def find(ground: Ground) -> Iterator[Problem | None]:
    yield from _columns(ground)
    yield _ungraded(ground)
    yield _without_currency(ground)


def _columns(ground: Ground) -> Iterator[Problem | None]:
    found = ground.scan.filled
    extra: dict[tuple[str, str], list[tuple[Filled, int]]] = defaultdict(list)
    for (_import, table), filled in found.items():
        for header, n in filled.extra.items():
            extra[table, header].append((filled, n))
    for (table, header), parts in extra.items():
        n, rows = sum(n for _filled, n in parts), sum(filled.rows for filled, _n in parts)
        line = ngettext(
            "Column “{column}” of {table} is none that NetLens knows: kept as an extra, filled in {n} row ({share}).",
            "Column “{column}” of {table} is none that NetLens knows: kept as an extra, filled in {n} rows ({share}).",
            n,
        )
        shown = line.format(
            column=shown_word(ground.case, header), table=_table(table), n=f"{n:,}", share=f"{n / max(rows, 1):.0%}"
        )
        places = tuple(filled.first[header] for filled, _n in parts)
        advice = _("If it says something the tables have a place for, map the column and import the file again.")
        yield Problem(f"unmapped.{table}.{word_slug(ground.case, header)}", "note", n, shown, places, advice)
    tabular = {
        (file.import_id, table) for file in ground.files.values() if file.importer in FORMS for table in file.tables
    }
    for (import_id, table), filled in found.items():
        if (import_id, table) not in tabular:
            continue
        for name in TABLES[table].columns if table in TABLES else ():
            if (table, name.name) in NEEDED and not filled.fields[name.name] and filled.rows:
                words = ngettext(
                    "Column {column} is empty in the one row of import {number}.",
                    "Column {column} is empty in all {n} rows of import {number}.",
                    filled.rows,
                )
                line = words.format(column=column_label(table, name.name), n=f"{filled.rows:,}", number=import_id)
                places = (filled.start,) if filled.start else ()
                yield Problem(f"empty.{table}.{name.name}.{import_id}", "missing", filled.rows, line, places)


def _ungraded(ground: Ground) -> Problem | None:
    """Facts without a grade: how far a source can be trusted is not known of them."""
    places: set[tuple[int, int]] = set()
    for name in _GRADED:
        table = ground.table(name)
        bare = table[table.grade == ""]
        places |= set(zip(bare.file.tolist(), bare.row.tolist(), strict=True))
    line = ngettext("{n} row states a fact without a grade.", "{n} rows state facts without a grade.", len(places))
    advice = _("Say how reliable the source is: columns grade_source and grade_info, or a mapping's grade.")
    return ground.problem("ungraded", "note", sorted(places), line, advice=advice)


def _without_currency(ground: Ground) -> Problem | None:
    places = []
    for name in ("links", "payments"):
        table = ground.table(name)
        bare = table[table.amount.notna() & (table.currency == "")]
        rows = zip(bare.file.tolist(), bare.row.tolist(), strict=True)
        places += [Place(file, row, "currency") for file, row in rows]
    n = len({(place.file, place.row) for place in places})
    line = ngettext("{n} row has a sum without its currency.", "{n} rows have sums without a currency.", n)
    fix = fix_of(ground, _("Take them for Vietnamese đồng"), [Meant(place, "", ("VND",)) for place in places])
    return ground.problem("no_currency", "missing", places, line, fix=fix)


def _table(name: str) -> str:
    from netlens.i18n import language

    known = TABLES.get(name)
    return known.labels.get(language(), name) if known else name
