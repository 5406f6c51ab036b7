"""The key of a case file: derived from passphrase and salt as SQLCipher 4 does, once per process and file.

The derivation is slow on purpose. Worker processes, imports and tests open one file again and again: what they derived
they keep, as they keep the passphrase itself.
"""

import hashlib
import hmac
import secrets
import unicodedata
from pathlib import Path

PAGE, SALT, MAC = 4096, 16, 64  # bytes; a page ends in an HMAC-SHA512, and the file begins with the salt
ROUNDS, MAC_ROUNDS, MAC_MASK = 256_000, 2, 0x3A
LENGTH = 32


_known: dict[tuple[str, bytes], bytes] = {}
MOST = 16  # keys that are kept


def derive(passphrase: str, salt: bytes) -> bytes:
    """The raw key. The passphrase counts as composed (NFC), whatever the keyboard driver of a system sent."""
    if (passphrase, salt) not in _known:
        typed = unicodedata.normalize("NFC", passphrase)
        raw = hashlib.pbkdf2_hmac("sha512", typed.encode("utf-8", "surrogatepass"), salt, ROUNDS, LENGTH)
        remember(passphrase, salt, raw)
    return _known[passphrase, salt]


def remember(passphrase: str, salt: bytes, raw: bytes) -> None:
    """Take over what another process has derived."""
    while len(_known) >= MOST:
        del _known[next(iter(_known))]
    _known[passphrase, salt] = raw


def pragma(passphrase: str, salt: bytes) -> str:
    """The statement that unlocks a file."""
    return f"PRAGMA key = \"x'{derive(passphrase, salt).hex()}{salt.hex()}'\""


def new_salt() -> bytes:
    """What a new case file begins with: no two files share a key."""
    return secrets.token_bytes(SALT)


def salt_of(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(SALT)


def fits(path: Path, passphrase: str) -> bool:
    """Whether the second page was written with this passphrase: its HMAC tells, even if the first page is broken."""
    with path.open("rb") as stream:
        salt = stream.read(SALT)
        stream.seek(PAGE)
        page = stream.read(PAGE)
    mac_salt = bytes(byte ^ MAC_MASK for byte in salt)
    mac_key = hashlib.pbkdf2_hmac("sha512", derive(passphrase, salt), mac_salt, MAC_ROUNDS, LENGTH)
    mac = hmac.new(mac_key, page[:-MAC] + (2).to_bytes(4, "little"), "sha512").digest()
    return len(page) == PAGE and hmac.compare_digest(mac, page[-MAC:])
