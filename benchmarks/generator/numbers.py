"""Phones, personal numbers, passports, plates, accounts: new ones, each given out once, and how they are written."""

from datetime import date

from benchmarks.generator.draw import Draw, weighted
from benchmarks.generator.names import without_marks
from benchmarks.generator.places import Province

TEN_DIGITS = date(2018, 9, 15)  # from this day the mobile prefixes of eleven-digit numbers changed
_OLD_PREFIX = {
    "70": "120", "79": "121", "77": "122", "76": "126", "78": "128", "83": "123", "84": "124", "85": "125",
    "81": "127", "82": "129", "32": "162", "33": "163", "34": "164", "35": "165", "36": "166", "37": "167",
    "38": "168", "39": "169", "56": "186", "58": "188", "59": "199",
}  # fmt: skip
_PREFIXES = (*_OLD_PREFIX, "86", "88", "89", "90", "91", "93", "94", "96", "97", "98", "99")
_ABROAD = {
    "CN": "+86138", "KH": "+85512", "GB": "+447400", "LA": "+8562055", "TH": "+6681", "MY": "+6012", "KR": "+8210",
    "TW": "+886912", "MM": "+95925", "SA": "+96650",
}  # fmt: skip
_LENGTH = {"CN": 8, "KH": 6, "GB": 6, "LA": 6, "TH": 7, "MY": 7, "KR": 8, "TW": 6, "MM": 7, "SA": 7}
_BANKS = weighted({"VCB": 30, "BIDV": 22, "AGRIBANK": 20, "CTG": 14, "MB": 8, "TCB": 6})
_WRITTEN = weighted({"national": 50, "spaced": 12, "dotted": 8, "plus": 10, "bare": 8, "lost zero": 8, "old": 4})


class Numbers:
    """Gives out numbers; none twice."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        self._given: set[str] = set()

    def _new(self, prefix: str, digits: int) -> str:
        while (number := prefix + self._draw.digits(digits)) in self._given:
            pass
        self._given.add(number)
        return number

    def phone(self, country: str = "VN") -> str:
        """E.164."""
        if country in _ABROAD:
            return self._new(_ABROAD[country], _LENGTH[country])
        return self._new("+84" + self._draw.pick(_PREFIXES), 7)

    def personal(self, province: Province, sex: str, born: date) -> str:
        """Twelve digits: province of birth registration, century and sex, year, six random; 2 % are wrong."""
        century = (0 if born.year < 2000 else 2) + (1 if sex == "F" else 0)
        if self._draw.chance(0.02):
            century ^= 1  # a clerk's slip: the other sex
        return self._new(f"{province.code}{century}{born.year % 100:02d}", 6)

    def old_card(self) -> str:
        return self._new(self._draw.pick(("1", "2", "3")), 8)

    def passport(self) -> str:
        return self._new(self._draw.pick(("B", "C", "N")), 7)

    def plate(self, province: Province) -> str:
        number = self._new(f"{province.plate}{self._draw.pick('ABCDH')}-", 5)
        return f"{number[:-2]}.{number[-2:]}"

    def bank_account(self) -> str:
        return self._new(f"bank:{self._draw.of(_BANKS)} 0", 10)

    def facebook(self, name: str) -> str:
        return self._new("facebook:" + "".join(without_marks(name).lower().split()[-2:]) + ".", 4)

    def game(self) -> str:
        return self._new("game:rong", 5)


def written(draw: Draw, phone: str) -> str:
    """A number as a clerk writes it: with blanks, dots, +84, 84, its zero lost to a spreadsheet, its form of 2017."""
    if not phone.startswith("+84"):
        return phone
    rest = phone[3:]
    way = draw.of(_WRITTEN)
    if way == "spaced":
        return f"0{rest[:3]} {rest[3:6]} {rest[6:]}"
    if way == "dotted":
        return f"0{rest[:2]}.{rest[2:5]}.{rest[5:]}"
    if way == "plus":
        return phone
    if way == "bare":
        return phone[1:]
    if way == "lost zero":
        return rest
    return of_before_2018(phone) if way == "old" else f"0{rest}"


def of_before_2018(phone: str) -> str:
    """The national form as it was dialled before the change to ten digits."""
    rest = phone[3:]
    old = _OLD_PREFIX.get(rest[:2], "") if phone.startswith("+84") else ""
    return f"0{old}{rest[2:]}" if old else national(phone)


def national(phone: str) -> str:
    return f"0{phone[3:]}" if phone.startswith("+84") else phone
