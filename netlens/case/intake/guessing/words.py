"""Headings as words: which phrases of the vocabulary stand in one, whose column it is, and which number it bears.

Under a group heading (`Nạn nhân › Họ tên`) the group says whose it is, and the two together may be one phrase.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, product

from netlens.case import schema
from netlens.case.intake.guessing import vocabulary
from netlens.case.intake.guessing.vocabulary import NAME, NOTHING, Phrase, Target, Word, agree, taken_apart, words
from netlens.case.values.heading import JOINED

__all__ = ["NAME", "NOTHING", "Heading", "Match", "Target", "read", "role_in", "subject_in", "telling", "words"]

_BRACKETS = re.compile(r"[(\[（][^)\]）]*[)\]）]")
PERSON_ID = ("persons", "person_id")
_PARTS = re.compile(r"\s*[/|\n]\s*")
_LONG = 5  # letters from which a word may be misspelt by one
_IDS = frozenset({"code", "id", "no", "number", "nr", "ma", "so", "key", "identifier"})
_NAMED = frozenset({"agency", "title", "place", "province", "country", "gate", "partner", "payer", "payee"})
_OF = frozenset({"of", "in", "for", "at", "from", "by", "on"})
_VARIANTS = 12  # ways of reading the abbreviations of one heading


@dataclass(frozen=True, slots=True)
class Match:
    """One reading of a heading. `weight`: how much of it the phrase explains, in words; `share` of all of them."""

    target: Target
    weight: float
    share: float
    part: int = 0

    @property
    def exact(self) -> bool:
        return self.share >= 1.0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading taken apart. `who`: the role it names ("victim" …, "" when none); `number`: `1` of `Nạn nhân 1`.

    `of_others`: it tells of somebody who has no part in the records: a father, the head of the household, an officer.
    """

    text: str
    who: str
    number: str
    matches: tuple[Match, ...]  # the longest phrases first
    of_others: bool = False


@lru_cache(maxsize=4096)
def read(header: str) -> Heading:
    """All readings of a heading worth considering."""
    *groups, own = header.split(JOINED)
    heading = replace(_read_one(own), text=header)
    for group in reversed(groups):
        over = _read_one(group)
        together = (match for text in (f"{own} {group}", f"{group} {own}") for match in _read_one(text).matches)
        matches = [*heading.matches, *(match for match in together if match.exact)]
        if not matches:  # parts of what stands over them: `Năm sinh › Nam`
            matches = [replace(match, share=min(match.share, 0.9)) for match in over.matches]
        heading = replace(
            heading,
            who=heading.who or over.who,
            number=heading.number or over.number,
            matches=_best_first(matches),
            of_others=heading.of_others or over.of_others,
        )
    return heading


@lru_cache(maxsize=4096)
def _read_one(header: str) -> Heading:
    plain = " ".join(_BRACKETS.sub(" ", header).split()) or header
    whole = taken_apart(plain)
    who, number, rest = _apart(whole)
    others = _stands_in(whole, vocabulary.runs("others")) and not _known_whole(rest)
    found = list(_readings(rest, who))
    if (merged := _merged(rest)) != rest:  # `T/G gọi`, `D.O.B`
        found += _readings(merged, who)
    if who and rest and all(word.plain in _IDS for word in rest):  # the code of a victim, the number of a suspect
        found.append(Match(PERSON_ID, float(len(rest)), 1.0))
    if len(pieces := [piece for piece in _PARTS.split(_BRACKETS.sub(" ", header)) if piece.strip()]) > 1:
        for piece in pieces:  # two languages, or two names of one thing: each may be the one we know
            piece_who, _number, piece_rest = _apart(taken_apart(piece))
            who = who or piece_who
            found += _readings(piece_rest, piece_who)
    if meant := vocabulary.joined().get(schema.word_key(plain)):
        fitting = [one for one in meant if not _disagree(whole, one)]
        found += [Match(phrase.target, len(phrase.words), 1.0, phrase.part) for phrase in fitting]
    if _begins(rest, vocabulary.runs("counts")):  # `Số lần truy nã` counts, and names no offence
        found = [match for match in found if match.exact]
    return Heading(header, who, number, _best_first(found), others)


def _best_first(found: Sequence[Match]) -> tuple[Match, ...]:
    best: dict[tuple[Target, int], Match] = {}
    for match in found:
        known = best.get((match.target, match.part))
        if known is None or (match.weight, match.share) > (known.weight, known.share):
            best[match.target, match.part] = match
    return tuple(sorted(best.values(), key=lambda match: (-round(match.weight, 3), -match.share)))


def telling(cells: Sequence[str]) -> int:
    """How many cells of a row are headings we know in full, also those that feed nothing: a quick look."""
    known, joined, roles = vocabulary.phrases(), vocabulary.joined(), vocabulary.roles()
    found = 0
    for cell in cells:
        for part in reversed(cell.split(JOINED)):  # below a group heading the heading counts, or what it is a part of
            if 0 < len(part) < 80 and (run := words(_BRACKETS.sub(" ", part))):
                rest = _plain(_apart(taken_apart(_BRACKETS.sub(" ", part)))[2]) if run not in known else run
                if rest in known or run in roles or "".join(run) in joined:
                    found += 1
                    break
    return found


def role_in(title: str) -> str:
    """The role a title names (`Danh sách nạn nhân tháng 4`), "" when none, or several: whose list is it then."""
    run, found = words(title), set()
    while (named := _role_in(run))[0]:
        found.add(named[0])
        run = run[: named[1][0]] + run[named[1][1] :]
    return found.pop() if len(found) == 1 else ""


def subject_in(title: str) -> str:
    """What a title says that its sheet is about (`Chi tiết cuộc gọi`: calls), "" when it does not."""
    run, known = words(title), vocabulary.subjects()
    for size in range(min(len(run), 4), 0, -1):
        for at in range(len(run) - size + 1):
            if subject := known.get(run[at : at + size]):
                return subject
    return ""


def _plain(tokens: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.plain for word in tokens)


def _accents(tokens: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.accents for word in tokens)


def _apart(tokens: tuple[Word, ...]) -> tuple[str, str, tuple[Word, ...]]:
    """(role named, number borne, the words that remain)."""
    plain, known = _plain(tokens), vocabulary.phrases()
    number = plain[-1] if len(plain) > 1 and plain[-1].isdigit() and len(plain[-1]) < 3 else ""
    if number and plain in known:
        number = ""
    rest = tokens[:-1] if number else tokens
    if _plain(rest) in known:  # `Đối tượng 1`, `Người tố giác`: a phrase of its own right
        return _role_in(_plain(rest))[0], number, rest
    role, span = _role_in(_plain(rest))
    if role:
        rest = rest[: span[0]] + rest[span[1] :]
    if len(rest) > 1 and _plain(rest) not in known:
        rest = _without(rest, vocabulary.runs("people")) or rest
    return role, number, rest


def _role_in(tokens: tuple[str, ...]) -> tuple[str, tuple[int, int]]:
    """The role the longest run of words names, and where it stands."""
    known = vocabulary.roles()
    for size in range(min(len(tokens), 6), 0, -1):
        for at in range(len(tokens) - size + 1):
            if role := known.get(tokens[at : at + size]):
                return role, (at, at + size)
    return "", (0, 0)


Runs = dict[tuple[str, ...], frozenset[tuple[str, ...]]]


def _where(tokens: tuple[Word, ...], runs: Runs) -> tuple[int, int] | None:
    """Where the longest of these phrases stands in a heading."""
    for size in range(min(len(tokens), 5), 0, -1):
        for at in range(len(tokens) - size + 1):
            run = tokens[at : at + size]
            if (accents := runs.get(_plain(run))) and agree(_accents(run), accents):
                return at, at + size
    return None


def _stands_in(tokens: tuple[Word, ...], runs: Runs) -> bool:
    return _where(tokens, runs) is not None


def _begins(tokens: tuple[Word, ...], runs: Runs) -> bool:
    return any(_plain(tokens[:size]) in runs for size in range(1, 4))


def _merged(tokens: tuple[Word, ...]) -> tuple[Word, ...]:
    """Letters that stand apart put together: t, g, goi → tg, goi."""
    found: list[Word] = []
    for place, word in enumerate(tokens):
        if place and len(word.plain) == 1 == len(tokens[place - 1].plain) and word.plain.isalpha():
            found[-1] = Word(found[-1].plain + word.plain, found[-1].accents + word.accents)
        else:
            found.append(word)
    return tuple(found)


def _without(tokens: tuple[Word, ...], runs: Runs) -> tuple[Word, ...]:
    while place := _where(tokens, runs):
        tokens = tokens[: place[0]] + tokens[place[1] :]
    return tokens


def _known_whole(tokens: tuple[Word, ...]) -> bool:
    meant = vocabulary.phrases().get(_plain(tokens), ())
    return any(phrase.target != NOTHING and not _disagree(tokens, phrase) for phrase in meant)


def _disagree(tokens: Sequence[Word], phrase: Phrase) -> bool:
    """Whether a heading bears other accents than a phrase; one written as a single word is not looked at."""
    return len(tokens) == len(phrase.words) and not agree(_accents(tokens), phrase.accents)


def _readings(tokens: tuple[Word, ...], who: str) -> list[Match]:
    """The phrases in some words, as they stand and with their abbreviations written out."""
    found = list(_matches(tokens, who))
    if any(match.exact for match in found) and len(tokens) > 1:
        return found  # alone, an abbreviation we know may still stand for another word: the values tell
    short = vocabulary.short_forms()
    options = [
        ((word,), *short.get(word, () if word.accents else short.get(Word(word.plain, ""), ()))) for word in tokens
    ]
    own = sum(map(_weight, _plain(tokens)))
    most = 1.0 if all(len(option) < 3 for option in options) else 0.95  # of several meanings none is certain
    for parts in islice(product(*options), 1, _VARIANTS):
        written = tuple(word for part in parts for word in part)
        scale = own / (sum(map(_weight, _plain(written))) or 1.0)
        found += [
            replace(match, weight=match.weight * scale, share=min(match.share, most))
            for match in _matches(written, who)
        ]
    return found


def _matches(tokens: tuple[Word, ...], who: str) -> Iterator[Match]:
    if not tokens:
        if who:  # the heading is the role alone: `Nạn nhân`, `Bị can` hold a name
            yield Match(NAME, 0.9, 1.0)
        return
    plain = _plain(tokens)
    total = sum(map(_weight, plain)) or 1.0
    known = vocabulary.phrases()
    for size in range(min(len(plain), 8), 0, -1):
        for at in range(len(plain) - size + 1):
            run, end = plain[at : at + size], at + size
            weight = sum(map(_weight, run))
            if weight / total < 0.5 and not (size > 1 and weight >= 1.9):
                continue
            if size < len(plain) and all(map(_says_little, run)) and not all(map(_says_little, plain)):
                continue
            for phrase in known.get(run, ()) or _misspelt(run) or _initials(run):
                if phrase.words == run and not agree(_accents(tokens[at:end]), phrase.accents):
                    continue
                if size < len(plain) and phrase.target != NOTHING and _is_detail(tokens, at, end, phrase):
                    continue
                # What begins a heading is its head in Vietnamese, what ends it in English; inside, it is a detail.
                edge = 0.0 if at == 0 or end == len(plain) else 0.05
                share = 1.0 if size == len(plain) else min(weight / total, 0.99)
                yield Match(phrase.target, weight - edge, share, phrase.part)


def _is_detail(tokens: Sequence[Word], at: int, end: int, phrase: Phrase) -> bool:
    """Whether a phrase only says which one is meant of what the heading is: the phone of `Model điện thoại`.

    Vietnamese puts the head first, English last, unless what follows is of it (`Date of birth of the child`).
    """
    vietnamese = any(map(any, phrase.accents)) or any(word.accents for word in tokens)
    before, after = _plain(tokens[:at]), _plain(tokens[end:])
    if phrase.target[1] in _NAMED:  # the name of a station or a place is that place
        before, after = (tuple(word for word in words if word not in ("name", "ten")) for words in (before, after))
    if vietnamese:
        return not all(map(_is_light, before))
    if before and before[-1] in _OF:
        return True
    return bool(after) and after[0] not in _OF and not all(map(_is_light, after))


def _says_little(word: str) -> bool:
    return _is_light(word) or word in vocabulary.generic()


def _is_light(word: str) -> bool:
    return word in vocabulary.light() or word.isdigit()


def _weight(word: str) -> float:
    return 0.3 if word in vocabulary.light() else 1.0


def _misspelt(run: tuple[str, ...]) -> tuple[Phrase, ...]:
    """Phrases of as many words, one of which is written with one letter more, less or other."""
    if not any(len(word) >= _LONG for word in run):
        return ()
    return next(
        (
            phrases
            for near, phrases in vocabulary.by_size().get(len(run), ())
            if sum(a != b for a, b in zip(run, near, strict=True)) == 1
            and all(a == b or (len(a) >= _LONG and _one_off(a, b)) for a, b in zip(run, near, strict=True))
        ),
        (),
    )


def _initials(run: tuple[str, ...]) -> tuple[Phrase, ...]:
    """Phrases some of whose words are written as their first letter: `G.Tính`, `N.sinh`, `Đ/chỉ`."""
    if (
        len(run) < 2
        or not any(len(word) == 1 and word.isalpha() for word in run)
        or all(len(word) == 1 for word in run)
    ):
        return ()
    return next(
        (
            phrases
            for near, phrases in vocabulary.by_size().get(len(run), ())
            if all(a == b or (len(a) == 1 and len(b) > 1 and b[0] == a) for a, b in zip(run, near, strict=True))
        ),
        (),
    )


def _one_off(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > 1 or a[0] != b[0]:
        return False
    start = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    swapped = a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]
    return swapped or a[start + 1 :] == b[start + 1 :] or a[start + 1 :] == b[start:] or a[start:] == b[start + 1 :]
