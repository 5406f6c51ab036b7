"""Values that were kept as written, for they could not be understood: phones, ID numbers, dates; most can be mended."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from netlens.case.intake.reasons import is_note, reason
from netlens.case.quality import mend
from netlens.case.quality.fixes import Meant, fix_of, pieces
from netlens.case.quality.ground import Ground, Note
from netlens.case.quality.problem import Place, Problem, Severity
from netlens.i18n import _, mark, ngettext

Told = tuple[Callable[[int], str], str, str]
# name → what is wrong with so many rows; what a fix does ("": nobody can tell), or what a person can do.
_WORDS: dict[str, Told] = {
    "phone_zero": (
        lambda n: ngettext(
            "{n} row has a phone that lost its leading zero.",
            "{n} rows have phones that lost their leading zero.",
            n,
        ),
        mark("Put the zero back"),
        "",
    ),
    "phone_several": (
        lambda n: ngettext(
            "{n} row has several phones in one, with a sign between that is no semicolon.",
            "{n} rows have several phones in one, with a sign between that is no semicolon.",
            n,
        ),
        mark("Part them"),
        "",
    ),
    "phone_letters": (
        lambda n: ngettext(
            "{n} row has a phone in which letters stand for digits (O for 0, l for 1).",
            "{n} rows have phones in which letters stand for digits (O for 0, l for 1).",
            n,
        ),
        mark("Put digits for the letters"),
        "",
    ),
    "phone_words": (
        lambda n: ngettext(
            "{n} row has a phone with words around it.",
            "{n} rows have phones with words around them.",
            n,
        ),
        mark("Keep the number alone"),
        "",
    ),
    "phone_spreadsheet": (
        lambda n: ngettext(
            "{n} row has a phone that a spreadsheet rounded (8.49E+10): its last digits are lost.",
            "{n} rows have phones that a spreadsheet rounded (8.49E+10): their last digits are lost.",
            n,
        ),
        "",
        mark("Ask for the file again, with that column saved as text."),
    ),
    "phone_short": (
        lambda n: ngettext("{n} row has a phone with too few digits.", "{n} rows have phones with too few digits.", n),
        "",
        mark("Look the number up at its source; it ties nobody as it stands."),
    ),
    "phone_long": (
        lambda n: ngettext(
            "{n} row has a phone with too many digits.",
            "{n} rows have phones with too many digits.",
            n,
        ),
        "",
        mark("Two numbers may have run into one: look at the source."),
    ),
    "phone_unclear": (
        lambda n: ngettext(
            "{n} row has a phone that cannot be understood.",
            "{n} rows have phones that cannot be understood.",
            n,
        ),
        "",
        mark("Look the number up at its source; it ties nobody as it stands."),
    ),
    "id_several": (
        lambda n: ngettext(
            "{n} row has several ID numbers in one, with a sign between that is no semicolon.",
            "{n} rows have several ID numbers in one, with a sign between that is no semicolon.",
            n,
        ),
        mark("Part them"),
        "",
    ),
    "id_letters": (
        lambda n: ngettext(
            "{n} row has an ID number in which letters stand for digits (O for 0, l for 1).",
            "{n} rows have ID numbers in which letters stand for digits (O for 0, l for 1).",
            n,
        ),
        mark("Put digits for the letters"),
        "",
    ),
    "id_words": (
        lambda n: ngettext(
            "{n} row has an ID number with words around it.",
            "{n} rows have ID numbers with words around them.",
            n,
        ),
        mark("Keep the number alone"),
        "",
    ),
    "id_spreadsheet": (
        lambda n: ngettext(
            "{n} row has an ID number that a spreadsheet rounded: its last digits are lost.",
            "{n} rows have ID numbers that a spreadsheet rounded: their last digits are lost.",
            n,
        ),
        "",
        mark("Ask for the file again, with that column saved as text."),
    ),
    "id_length": (
        lambda n: ngettext(
            "{n} row has an ID number with neither 9 nor 12 digits.",
            "{n} rows have ID numbers with neither 9 nor 12 digits.",
            n,
        ),
        "",
        mark("Look the number up at its source; it ties nobody as it stands."),
    ),
    "date_buddhist": (
        lambda n: ngettext(
            "{n} row has a date in the Buddhist era (2565 is 2022).",
            "{n} rows have dates in the Buddhist era (2565 is 2022).",
            n,
        ),
        mark("Take 543 years off"),
        "",
    ),
    "date_year": (
        lambda n: ngettext(
            "{n} row has a date that cannot be understood, but for its year.",
            "{n} rows have dates that cannot be understood, but for their year.",
            n,
        ),
        mark("Take the year alone"),
        "",
    ),
    "date_out_of_range": (
        lambda n: ngettext(
            "{n} row has a date before 1900 or after 2100.", "{n} rows have dates before 1900 or after 2100.", n
        ),
        "",
        mark("Such a row stands outside every period: look at the source."),
    ),
    "legacy_font": (
        lambda n: ngettext(
            "{n} row has text typed for an old font (TCVN3 or VNI).",
            "{n} rows have text typed for an old font (TCVN3 or VNI).",
            n,
        ),
        mark("Read it as Vietnamese"),
        mark("Say how to read it when the file is imported again: --text tcvn3 or --text vni."),
    ),
    "date_unclear": (
        lambda n: ngettext(
            "{n} row has a date that cannot be understood.",
            "{n} rows have dates that cannot be understood.",
            n,
        ),
        "",
        mark("Such a row stands outside every period: look at the source."),
    ),
}
_READERS: dict[str, tuple[Callable[[str], mend.Meant], str]] = {
    "bad_phone": (mend.phone_meant, "phone"),
    "bad_id_number": (mend.id_meant, "id_number"),
    "bad_date": (mend.date_meant, "date"),
    "date_out_of_range": (mend.date_meant, "date"),
    "legacy_font": (mend.font_meant, "text"),
}
_WHOLE = ("date", "text")  # kinds whose cells hold one value
# What other finders speak of, or what is no problem: a line outside a table.
_ELSEWHERE = frozenset({"unknown_code", "unknown_province", "unknown_country", "other_line", *_READERS})
# What the import put right by itself, and says so.
_DONE = frozenset(
    {"id_zero_restored", "date_order", "short_year", "country_assumed", "changed", "differs", "read_tcvn3", "read_vni"}
    | {
        "mojibake",
        "lunar_date",
        "rough_date",
        "buddhist_era",
        "phone_note",
        "phone_extension",
        "id_note",
        "account_note",
    }
    | {"rough_amount", "province_mended", "province_part"}
)
# What an importer notes of a row that counts, and yet a person should look at.
_DOUBTFUL = frozenset({"balance_gap", "balance_differs", "two_sums", "bad_imei", "bad_cell", "no_document"})


def find(ground: Ground) -> Iterator[Problem | None]:
    """By what was wrong with a value; then every other kind of note an import takes, under its own sentence."""
    groups: dict[str, list[tuple[Place, Meant | None, str]]] = defaultdict(list)
    for code, (read, kind) in _READERS.items():
        known: dict[str, mend.Meant] = {}
        for note in ground.notes.get(code, ()):
            for piece in [" ".join(note.value.split())] if kind in _WHOLE else pieces(note.value):
                if piece not in known:
                    known[piece] = read(piece) if kind in _WHOLE or _bad(kind, piece) else ("", ())
                name, now = known[piece]
                if name == "date_unclear" and code == "date_out_of_range":
                    name = code  # it is clear, and cannot be
                if name and not ground.mended(note, piece):
                    groups[name].append((note.place, Meant(note.place, piece, now) if now else None, kind))
    for name, (said, does, advice) in _WORDS.items():
        found = groups[name]
        places = [place for place, _meant, _kind in found]
        meant = [meant for _place, meant, _kind in found if meant is not None]
        kind = found[0][2].removeprefix("text") if found else ""
        fix = fix_of(ground, _(does), meant, kind=kind) if meant else None
        words = said(len({(place.file, place.row) for place in places}))
        yield ground.problem(name, "wrong", places, words, advice=_(advice) if advice else "", fix=fix)
    yield from _put_right(ground)
    for code in sorted(ground.notes.keys() - _ELSEWHERE):
        yield _other(ground, code)


def _put_right(ground: Ground) -> Iterator[Problem | None]:
    """What the reading of phones put right without asking: told, so that nobody wonders."""
    places = ground.scan.lost_zero
    line = ngettext(
        "{n} row has a phone that had lost its leading zero: it was put back.",
        "{n} rows have phones that had lost their leading zero: it was put back.",
        len({(place.file, place.row) for place in places}),
    )
    yield ground.problem("phone_zero_put_back", "note", places, line)
    places = ground.scan.eleven
    line = ngettext(
        "{n} row has a phone of eleven digits, from before 2018: it was turned into the one of ten.",
        "{n} rows have phones of eleven digits, from before 2018: they were turned into those of ten.",
        len({(place.file, place.row) for place in places}),
    )
    yield ground.problem("phone_of_eleven", "note", places, line)


def fix_label(name: str) -> str:
    """What the fix of a problem of this family does; "" when there is none."""
    return _(_WORDS[name][1]) if name in _WORDS and _WORDS[name][1] else ""


def _bad(kind: str, piece: str) -> bool:
    """Whether this piece of a cell is the one that was not understood."""
    from netlens.case.values import id_number, phone

    clean = phone.clean if kind == "phone" else id_number.clean
    return clean(piece)[1] in ("bad_phone", "bad_id_number")


def _other(ground: Ground, code: str) -> Problem | None:
    notes: list[Note] = list(ground.open(code))
    done = code in _DONE or (is_note(code) and code not in _DOUBTFUL)
    severity: Severity = "note" if done else "wrong"
    n = len({(note.file, note.row) for note in notes})
    words = ngettext("{n} row: {reason}.", "{n} rows: {reason}.", n).replace("{reason}", reason(code))
    return ground.problem(code, severity, (note.place for note in notes), words)
