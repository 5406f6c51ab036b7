"""Words that are in no list: of codes, provinces, countries. One fix translates a word in all its rows."""

from collections import defaultdict
from collections.abc import Iterator

from netlens.case import schema
from netlens.case.quality import mend
from netlens.case.quality.fixes import Meant, fix_of, pieces
from netlens.case.quality.ground import Ground, Note
from netlens.case.quality.problem import Fix, Place, Problem, Word
from netlens.case.quality.shown import shown_word, word_slug
from netlens.i18n import _, language, ngettext

WORDS = 25  # words of one column told one by one; what is rarer stands together
_LISTS = {"province": "province", "country": "country", "gate": "gate"}


def find(ground: Ground) -> Iterator[Problem | None]:
    """Each unknown word of each column, the most frequent first."""
    found: dict[tuple[str, str, str], dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    nowhere: list[Place] = []
    for code in ("unknown_code", "unknown_province", "unknown_country"):
        for note in ground.notes.get(code, ()):
            columns = ground.columns(note.file, note.field)
            if not any(column.kind in _LISTS or column.kind.startswith("code:") for _table, column in columns):
                nowhere.append(note.place)
            for table, column in columns:
                list_name = _LISTS.get(column.kind) or column.kind.removeprefix("code:")
                if column.kind not in _LISTS and not column.kind.startswith("code:"):
                    continue
                for piece in _unknown(note, list_name, column.multi):
                    if not ground.mended(note, piece):
                        found[table, column.name, list_name][piece].append(note.place)
    n = len({place[:2] for place in nowhere})
    line = ngettext("{n} row has a word that is in no list.", "{n} rows have a word that is in no list.", n)
    yield ground.problem("word", "wrong", nowhere, line)
    for (table, name, list_name), words in found.items():
        ranked = sorted(words, key=lambda word: (-len(words[word]), word))
        for text in ranked[:WORDS]:
            yield _word(ground, Word(table, name, list_name, text), words[text])
        rest = [place for text in ranked[WORDS:] for place in words[text]]
        n = len({place[:2] for place in rest})
        line = ngettext(
            "{n} row has a rarer word in column {column} that is not in the list.",
            "{n} rows have rarer words in column {column} that are not in the list.",
            n,
        ).replace("{column}", column_label(table, name))
        yield ground.problem(f"word.{table}.{name}.rarer", "wrong", rest, line)


def choose(ground: Ground, word: Word, code: str, places: list[Place]) -> Fix | None:
    """The fix that takes a word for a code (or province) that a person chose."""
    label = _("Take it for “{what}”").format(what=code_label(word.list, code))
    meant = [Meant(place, word.text, (code,)) for place in places]
    return fix_of(ground, label, meant, table=word.table)


def choices(word: Word) -> list[tuple[str, str]]:
    """(code, label) of all a word could be taken for; [] for provinces and countries, which are too many."""
    if word.list in _LISTS:
        return []
    return [(code, code_label(word.list, code)) for code in schema.codes(word.list)]


def places_of(ground: Ground, word: Word) -> list[Place]:
    """All cells in which a word stands and nothing stands for it yet."""
    code = f"unknown_{word.list}" if word.list in _LISTS else "unknown_code"
    return [
        note.place
        for note in ground.notes.get(code, ())
        if note.field == word.column
        and any(table == word.table for table, _column in ground.columns(note.file, note.field))
        and word.text in (*pieces(note.value), " ".join(note.value.split()))
        and not ground.mended(note, word.text)
    ]


def code_label(list_name: str, code: str) -> str:
    return code if list_name in _LISTS else schema.label(list_name, code, language())


def column_label(table: str, name: str) -> str:
    """A column as a person knows it: "Stage (Involvements)"."""
    known = schema.TABLES[table]
    return f"{known.column(name).labels.get(language(), name)} ({known.labels.get(language(), table)})"


def _unknown(note: Note, list_name: str, multi: bool) -> list[str]:
    """The pieces of a cell that are in no list."""
    if list_name in _LISTS:
        return [" ".join(note.value.split())]
    parts = pieces(note.value) if multi else [" ".join(note.value.split())]
    return [part for part in parts if schema.code(list_name, part) is None]


def _word(ground: Ground, word: Word, places: list[Place]) -> Problem | None:
    shown = shown_word(ground.case, word.text)
    name = f"word.{word.table}.{word.column}.{word_slug(ground.case, word.text)}"
    meant = mend.province_meant(word.text) if word.list == "province" else ""
    if word.list not in _LISTS:
        meant = mend.code_meant(word.list, word.text)
    fix = None
    if meant:
        fix = choose(ground, word, meant, places)
    n = len({place[:2] for place in places})
    line = ngettext(
        "{n} row has “{word}” in column {column}: it is not in the list.",
        "{n} rows have “{word}” in column {column}: it is not in the list.",
        n,
    )
    line = line.replace("{word}", _braced(shown)).replace("{column}", column_label(word.table, word.column))
    advice = "" if fix else _("Choose what it stands for, or leave it as it is.")
    if not fix and word.list in _LISTS:
        advice = _("Correct it at its source, and import the file again.")
    return ground.problem(name, "wrong", places, line, advice=advice, fix=fix, word=word)


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
