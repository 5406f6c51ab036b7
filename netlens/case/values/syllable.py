"""Whether a word can be a Vietnamese syllable, and whether it is a usual one: how readings of a text are weighed.

A syllable is an onset, a rhyme and a tone; syllables that end in c, ch, p or t bear only the tones sắc and nặng. What
is usual are the words of the gazetteer and the code lists, and a list of names and everyday words in `resources`.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import product
from typing import Any

from netlens.resource import toml

NONE, POSSIBLE, USUAL = 0, 1, 2
TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng

_STOPS = ("c", "p", "t", "ch")
_SHARP = "\u0301\u0323"  # sắc and nặng
_WORD = re.compile(r"[^\W\d_]+")
_ONSETS = "b ch d đ gi h kh l m n nh p ph qu r s t th tr v x"  # before any vowel
_BEFORE_FRONT = ("k", "gh", "ngh")  # before e, ê, i, y; c, g, ng before the other vowels
_BEFORE_BACK = ("c", "g", "ng")
_RHYMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu "
    "i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu y yên yêm yêt yêu "
    "o oa oac oach oai oam oan oang oanh oao oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong op ot "
    "ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uân uâng uât uây uc uê uêch uênh uôc uôi uôm uôn uông uôt uơ ui um un ung up ut uy uya uych uyên uyêt uynh "
    "uyt uyu ư ưa ưc ưi ưm ưn ưng ưt ươc ươi ươm ươn ương ươp ươt ươu ưu"
)


@lru_cache(maxsize=65536)
def weight(word: str) -> int:
    """NONE, POSSIBLE or USUAL, of one word in Unicode, in any case. ASCII words are weighed like others."""
    lower = unicodedata.normalize("NFC", word).lower()
    if lower in _usual():
        return USUAL
    apart = unicodedata.normalize("NFD", lower)
    tones = [mark for mark in apart if mark in TONES]
    bare = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in TONES))
    if len(tones) > 1 or bare not in _bare():
        return NONE
    stopped = bare.endswith(_STOPS)
    return NONE if stopped and (not tones or tones[0] not in _SHARP) else POSSIBLE


@lru_cache(maxsize=1)
def _bare() -> frozenset[str]:
    """Every onset with every rhyme that may follow it, without tones."""
    rhymes = _RHYMES.split()
    made = {onset + rhyme for onset, rhyme in product((*_ONSETS.split(), ""), rhymes)}
    for rhyme in rhymes:
        made |= {onset + rhyme for onset in (_BEFORE_FRONT if rhyme[0] in "eêiy" else _BEFORE_BACK)}
    return frozenset(made)


@lru_cache(maxsize=1)
def _usual() -> frozenset[str]:
    said: list[str] = [toml("syllables.toml")["usual"]]
    places = toml("provinces.toml")
    listed = (*places["legacy"].values(), *places["current"].values(), *toml("gates.toml").values())
    said += [str(entry["name"]) for entry in listed]
    for table in toml("tables.toml")["table"].values():
        said += [column["vi"] for column in table["columns"].values()]
    for name in ("role", "stage", "sex", "direction", "found", "mode", "case_status", "exploitation", "channel"):
        said += [str(entry["vi"]) for entry in toml(f"codes/{name}.toml").values()]
    words: Any = _WORD.findall(unicodedata.normalize("NFC", " ".join(said)).lower())
    return frozenset(word for word in words if not word.isascii())
