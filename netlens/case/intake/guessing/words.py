"""Headings as words: which phrases of the vocabulary stand in one, whose column it is, and which number it bears.

Under a group heading (`Nạn nhân › Họ tên`) the group says whose it is, and the two together may be one phrase.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from netlens.case import schema
from netlens.case.intake.guessing import vocabulary
from netlens.case.intake.guessing.matching import Match, accents_of, bare, matches, put_together, readings, turned
from netlens.case.intake.guessing.vocabulary import NAME, NOTHING, Phrase, Target, Word, agree, taken_apart, words
from netlens.case.values.heading import JOINED

__all__ = ["NAME", "NOTHING", "Heading", "Match", "Target", "read", "role_in", "subject_in", "telling", "words"]

_BRACKETS = re.compile(r"[(\[（][^)\]）]*[)\]）]")
PERSON_ID = ("persons", "person_id")
_PARTS = re.compile(r"\s*[/|\n]\s*")
_IDS = frozenset({"code", "id", "no", "number", "nr", "ma", "so", "key", "identifier"})


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
        met = [*heading.matches, *(match for match in together if match.exact)]
        if not met:  # parts of what stands over them: `Năm sinh › Nam`
            met = [replace(match, share=min(match.share, 0.9)) for match in over.matches]
        heading = replace(
            heading,
            who=heading.who or over.who,
            number=heading.number or over.number,
            matches=_best_first(met),
            of_others=heading.of_others or over.of_others,
        )
    return heading


@lru_cache(maxsize=4096)
def _read_one(header: str) -> Heading:
    plain = " ".join(_BRACKETS.sub(" ", header).split()) or header
    whole = taken_apart(plain)
    who, number, rest = _apart(whole)
    others = _stands_in(whole, vocabulary.runs("others")) and not _known_whole(whole)
    found = list(readings(rest, who))
    if (merged := put_together(rest)) != rest:  # `T/G gọi`, `D.O.B`
        found += readings(merged, who)
    if not any(match.exact for match in found):
        found += [match for other in turned(rest) for match in matches(other, who) if match.exact]
    if who and rest and all(word.plain in _IDS for word in rest):  # the code of a victim, the number of a suspect
        found.append(Match(PERSON_ID, float(len(rest)), 1.0))
    if len(pieces := [piece for piece in _PARTS.split(_BRACKETS.sub(" ", header)) if piece.strip()]) > 1:
        for piece in pieces:  # two languages, or two names of one thing: each may be the one we know
            piece_who, _number, piece_rest = _apart(taken_apart(piece))
            who = who or piece_who
            found += readings(piece_rest, piece_who)
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
    # below a group heading the heading counts, or what it is a part of
    return sum(any(_in_full(part) for part in reversed(cell.split(JOINED)) if 0 < len(part) < 80) for cell in cells)


@lru_cache(maxsize=8192)
def _in_full(part: str) -> bool:
    known, text = vocabulary.phrases(), _BRACKETS.sub(" ", part)
    run = words(text)
    if not run or run in known:
        return bool(run)
    if run in vocabulary.roles() or "".join(run) in vocabulary.joined():
        return True
    return bare(_apart(taken_apart(text))[2]) in known


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


def _apart(tokens: tuple[Word, ...]) -> tuple[str, str, tuple[Word, ...]]:
    """(role named, number borne, the words that remain)."""
    plain, known = bare(tokens), vocabulary.phrases()
    number = plain[-1] if len(plain) > 1 and plain[-1].isdigit() and len(plain[-1]) < 3 else ""
    if number and plain in known:
        number = ""
    rest = tokens[:-1] if number else tokens
    if bare(rest) in known:  # `Đối tượng 1`, `Người tố giác`: a phrase of its own right
        return _role_in(bare(rest))[0], number, rest
    role, span = _role_in(bare(rest))
    if role:
        rest = rest[: span[0]] + rest[span[1] :]
    if len(rest) > 1 and bare(rest) not in known:
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
            if (accents := runs.get(bare(run))) and agree(accents_of(run), accents):
                return at, at + size
    return None


def _stands_in(tokens: tuple[Word, ...], runs: Runs) -> bool:
    return _where(tokens, runs) is not None


def _begins(tokens: tuple[Word, ...], runs: Runs) -> bool:
    return any(bare(tokens[:size]) in runs for size in range(1, 4))


def _without(tokens: tuple[Word, ...], runs: Runs) -> tuple[Word, ...]:
    while place := _where(tokens, runs):
        tokens = tokens[: place[0]] + tokens[place[1] :]
    return tokens


def _known_whole(tokens: tuple[Word, ...]) -> bool:
    meant = vocabulary.phrases().get(bare(tokens), ())
    return any(phrase.target != NOTHING and not _disagree(tokens, phrase) for phrase in meant)


def _disagree(tokens: Sequence[Word], phrase: Phrase) -> bool:
    """Whether a heading bears other accents than a phrase; one written as a single word is not looked at."""
    return len(tokens) == len(phrase.words) and not agree(accents_of(tokens), phrase.accents)
