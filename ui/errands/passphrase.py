"""How hard a passphrase is to guess: a rough count, said in words. It is never stored and never leaves this file."""

import math
import re

from netlens.i18n import _

COMMON = frozenset(("password", "passphrase", "matkhau", "netlens", "123456", "12345678", "qwerty", "abc123", "111111"))
FEW_BITS, SOME_BITS, ENOUGH_BITS = 40.0, 60.0, 75.0


def bits(passphrase: str) -> float:
    """Bits a guesser needs, at most: by words (as from a list of 7,776) or by kinds of sign, whichever is less."""
    plain = passphrase.strip()
    if not plain or plain.casefold().replace(" ", "") in COMMON:
        return 0.0
    kinds = ((r"[a-z]", 26), (r"[A-Z]", 26), (r"[0-9]", 10), (r"[^\x00-\x7f]", 60), (r"[ -/:-@\[-`{-~]", 33))
    alphabet = sum(size for pattern, size in kinds if re.search(pattern, plain))
    varied = min(len(plain), 2 * len(set(plain)))  # "aaaaaaaa" is not eight signs
    by_signs = varied * math.log2(max(alphabet, 2))
    words = {word for word in re.split(r"[\s\-_.]+", plain) if word}
    by_words = len(words) * 12.9 if len(words) > 1 else by_signs
    return min(by_signs, by_words)


def strength(passphrase: str) -> tuple[float, str, str]:
    """(0…1, a word and what would help, the tone it is said in)."""
    found = bits(passphrase)
    share = min(1.0, found / ENOUGH_BITS)
    if not passphrase:
        return 0.0, _("Five or more words that do not belong together are strong and easy to keep."), "muted"
    if found < FEW_BITS:
        return share, _("Weak: add more words."), "danger"
    if found < SOME_BITS:
        return share, _("Fair: one or two more words make it strong."), "warning"
    return share, _("Strong."), "good"
