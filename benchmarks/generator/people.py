"""New people: who becomes an offender, a victim or a bystander along a corridor, and what the police know of each."""

from datetime import date, timedelta

from benchmarks.generator.draw import Draw, weighted
from benchmarks.generator.model import Person
from benchmarks.generator.names import full_name, nickname
from benchmarks.generator.numbers import Numbers
from benchmarks.generator.places import PROVINCES, Corridor, address

_PHONES = {"offender": weighted({0: 10, 1: 62, 2: 28}), "victim": weighted({0: 45, 1: 55})}
_ADULT = timedelta(days=int(19.5 * 365.25))


class Makers:
    """Makes people; holds the stream of draws and the numbers already given out."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.numbers = Numbers(draw)

    def offender(self, corridor: Corridor, day: date, *, abroad: bool = False) -> Person:
        """An adult on `day`: three men to two women; recruiters are often of the victims' own people."""
        nationality = corridor.destination if abroad and corridor.code != "VN" else "VN"
        sex = "M" if self.draw.chance(0.6) else "F"
        born = day - _ADULT - timedelta(days=int(self.draw.random() ** 1.6 * 36 * 365))
        return self._person(corridor, "offender", sex, born, nationality, day)

    def victim(self, corridor: Corridor, day: date) -> Person:
        """Over nine in ten a woman or a child; mostly of the peoples of the border."""
        minor = self.draw.chance(corridor.minors)
        sex = "F" if self.draw.chance(corridor.women) else "M"
        years = self.draw.between(10, 16) if minor else 19 + int(self.draw.random() ** 2 * 20)
        born = day - timedelta(days=years * 365 + 180 + self.draw.below(150))
        return self._person(corridor, "victim", sex, born, "VN", day)

    def bystander(self, corridor: Corridor, day: date) -> Person:
        sex = "M" if self.draw.chance(0.5) else "F"
        born = day - _ADULT - timedelta(days=self.draw.below(40 * 365))
        return self._person(corridor, "offender", sex, born, "VN", day)

    def burner(self, person: Person) -> None:
        """Give a person a number that no register knows of."""
        person.burner = self.numbers.phone()

    def _person(self, corridor: Corridor, standing: str, sex: str, born: date, nationality: str, day: date) -> Person:
        draw, numbers = self.draw, self.numbers
        people = draw.of(corridor.peoples) if nationality == "VN" else ""
        province = PROVINCES[draw.of(corridor.origins)]
        name = full_name(draw, people, sex, nationality)
        home = nationality == "VN"
        phones = tuple(numbers.phone(nationality) for _ in range(draw.of(_PHONES[standing])))
        accounts = []
        if phones and home and draw.chance(0.45):
            accounts.append(f"zalo:{phones[0]}")
        if draw.chance(0.2):
            accounts.append(numbers.facebook(name))
        if draw.chance(0.04):
            accounts.append(numbers.game())
        if standing == "offender" and draw.chance(0.5):
            accounts.append(numbers.bank_account())
        age = (day - born).days / 365.25
        id_number = ""
        if home and age >= 14:
            old = draw.chance(0.2) and born.year < 1998
            id_number = numbers.old_card() if old else numbers.personal(province, sex, born)
        return Person(
            name=name,
            alias=nickname(draw, name) if standing == "offender" and draw.chance(0.18) else "",
            sex=sex,
            born=born,
            ethnicity=people,
            nationality=nationality,
            province=province,
            address=address(draw, province, people, day) if home else "",
            id_number=id_number,
            passport=numbers.passport() if draw.chance(0.3 if home else 0.7) else "",
            phones=phones,
            accounts=tuple(accounts),
        )
