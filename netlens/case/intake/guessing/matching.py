"""Which phrases of the vocabulary stand in the words of a heading, how much of it each explains, and in which form.

Written out or abbreviated, with a slip of the pen, by initials, or turned about (`incident date`, `date of incident`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from netlens.case.intake.guessing import vocabulary
from netlens.case.intake.guessing.vocabulary import NAME, NOTHING, Phrase, Target, Word, agree

_LONG = 5  # letters from which a word may be misspelt by one
_VARIANTS = 12  # ways of reading the abbreviations of one heading
_NAMED = frozenset({"aliases", "agency", "title", "place", "province", "country", "gate", "partner", "payer", "payee"})
_OF = frozenset({"of", "in", "for", "at", "from", "by", "on"})


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


def put_together(tokens: tuple[Word, ...]) -> tuple[Word, ...]:
    """Letters that stand apart put together: t, g, goi → tg, goi."""
    found: list[Word] = []
    for place, word in enumerate(tokens):
        if place and len(word.plain) == 1 == len(tokens[place - 1].plain) and word.plain.isalpha():
            found[-1] = Word(found[-1].plain + word.plain, found[-1].accents + word.accents)
        else:
            found.append(word)
    return tuple(found)


def turned(tokens: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    """The same said otherwise: `incident date` is `date of incident`, `date time reported` is `date reported`."""
    plain = bare(tokens)
    if "of" in plain[1:-1]:
        at = plain.index("of", 1)
        yield tokens[at + 1 :] + tokens[:at]
    elif len(tokens) > 1 and plain[-1] in vocabulary.generic():
        yield (tokens[-1], Word("of", ""), *tokens[:-1])
    for day, clock in (("date", "time"), ("ngay", "gio")):
        if day in plain and clock in plain and len(tokens) > 2:
            yield tuple(word for word in tokens if word.plain != clock)


def bare(tokens: Sequence[Word]) -> tuple[str, ...]:
    """Words as they are compared."""
    return tuple(word.plain for word in tokens)


def accents_of(tokens: Sequence[Word]) -> tuple[str, ...]:
    """The accents each word bears."""
    return tuple(word.accents for word in tokens)


def readings(tokens: tuple[Word, ...], who: str) -> list[Match]:
    """The phrases in some words, as they stand and with their abbreviations written out."""
    found = list(matches(tokens, who))
    if any(match.exact for match in found) and len(tokens) > 1:
        return found  # alone, an abbreviation we know may still stand for another word: the values tell
    short = vocabulary.short_forms()
    options = [
        ((word,), *short.get(word, () if word.accents else short.get(Word(word.plain, ""), ()))) for word in tokens
    ]
    own = sum(map(_weight, bare(tokens)))
    most = 1.0 if all(len(option) < 3 for option in options) else 0.95  # of several meanings none is certain
    for parts in islice(product(*options), 1, _VARIANTS):
        written = tuple(word for part in parts for word in part)
        scale = own / (sum(map(_weight, bare(written))) or 1.0)
        found += [
            replace(match, weight=match.weight * scale, share=min(match.share, most)) for match in matches(written, who)
        ]
    return found


def matches(tokens: tuple[Word, ...], who: str) -> Iterator[Match]:
    """The phrases that stand in some words; `who`: the role that stood beside them, "" when none."""
    if not tokens:
        if who:  # the heading is the role alone: `Nạn nhân`, `Bị can` hold a name
            yield Match(NAME, 0.9, 1.0)
        return
    plain = bare(tokens)
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
                if phrase.words == run and not agree(accents_of(tokens[at:end]), phrase.accents):
                    continue
                if size == 1 and _is_light(run[0]) and any(map(any, phrase.accents)) and not tokens[at].accents:
                    continue  # `No` is a number, and no debit (`Nợ`)
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
    before, after = bare(tokens[:at]), bare(tokens[end:])
    if phrase.target[1] in _NAMED:  # the name of a station or a place is that place
        before, after = (
            tuple(word for word in words if word not in ("name", "names", "ten")) for words in (before, after)
        )
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
    """Phrases of as many words, one of which is written with one letter more, less or other, or stands for several."""
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
    if a[0] != b[0]:
        return False
    if a[-3:] == "ies" and b[-1] == "y" and a[:-3] == b[:-1]:
        return True
    if abs(len(a) - len(b)) > 1:
        return False
    start = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    swapped = a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]
    return swapped or a[start + 1 :] == b[start + 1 :] or a[start + 1 :] == b[start:] or a[start:] == b[start + 1 :]
