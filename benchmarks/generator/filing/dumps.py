"""What comes in bulk or beside the case files: stated links, calls, payments, crossings, reports."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from benchmarks.generator.draw import Draw, weighted
from benchmarks.generator.filing.rows import Register, Row
from benchmarks.generator.model import LC, Contact, Person, Transfer
from benchmarks.generator.numbers import TEN_DIGITS, national, of_before_2018

_CHANNEL = weighted({"hotline": 35, "partner police": 20, "embassy": 10, "NGO": 15, "walk-in": 20})
_PARTNER = {"partner police": "Cảnh sát nước bạn", "embassy": "Đại sứ quán", "NGO": "Tổ chức hỗ trợ nạn nhân"}
_OUTCOME = weighted({"Khởi tố vụ án": 60, "Đang xác minh": 25, "Không có dấu hiệu tội phạm": 15})
_RATE = {"VND": 1_000_000, "CNY": 300, "USD": 50, "GBP": 40}
SLOT = 15 * 60  # seconds: two calls of one pair of numbers are never nearer than a third of this
PLAIN = (
    "links",
    "calls",
    "payments",
    "crossings",
    "reports",
    "routes",
)  # tables with English headers in both registers


def links(register: Register) -> Iterator[Row]:
    for statement in register.world.statements:
        if statement.register == register.name:
            yield register.graded(
                {
                    "a": register.files.id_of(statement.a, register.name),
                    "b": register.files.id_of(statement.b, register.name),
                    "kind": statement.kind,
                    "since": statement.since,
                    "note": "",
                }
            )


def calls(register: Register) -> Iterator[Row]:
    for contact in register.world.contacts:
        if contact.register == register.name:
            yield from _calls_of(register.draw, contact, register.name)


def _calls_of(draw: Draw, contact: Contact, register: str) -> Iterator[Row]:
    """Each call in a quarter of an hour of its own, between six and eleven; the numbers in the form of the day."""
    days = max(1, (contact.last - contact.first).days)
    slots = sorted({draw.below(days) * 96 + draw.between(24, 91) for _ in range(contact.n)})
    midnight = datetime.combine(contact.first, time())
    for slot in slots:
        start = midnight + timedelta(seconds=slot * SLOT + draw.below(SLOT * 2 // 3))
        a, b = (contact.a, contact.b) if draw.chance(0.55) else (contact.b, contact.a)
        spoken = draw.chance(0.82)
        yield {
            "caller": dialled(a, start, register),
            "callee": dialled(b, start, register),
            "start": start,
            "seconds": str(4 + draw.geometric(70)) if spoken else "0",
            "kind": "MO" if spoken else "SMS-MO",
            "cell": f"452-04-{draw.between(10000, 10400)}" if draw.chance(0.6) else "",
        }


def dialled(number: str, start: datetime, register: str) -> str:
    if start.date() < TEN_DIGITS:
        return of_before_2018(number)
    return number.removeprefix("+") if register == LC and number.startswith("+84") else national(number)


def payments(register: Register) -> Iterator[Row]:
    draw = register.draw
    for transfer in register.world.transfers:
        if transfer.register != register.name:
            continue
        days = max(1, (transfer.last - transfer.first).days)
        payer, payee = _party(register, transfer.a), _party(register, transfer.b)
        for _ in range(transfer.n):
            yield register.graded(_payment(draw, transfer, payer, payee, days))


def _payment(draw: Draw, transfer: Transfer, payer: str, payee: str, days: int) -> Row:
    return {
        "payer": payer,
        "payee": payee,
        "amount": str(draw.between(2, 120) * _RATE[transfer.currency]),
        "currency": transfer.currency,
        "when": transfer.first + timedelta(days=draw.below(days)),
        "reference": f"FT{draw.digits(10)}",
    }


def _party(register: Register, person: Person) -> str:
    """An account, a phone, or the person's id in this register: what the bank or the statement named."""
    draw = register.draw
    banks = [account for account in person.accounts if account.startswith("bank:")]
    if banks and draw.chance(0.6):
        return banks[0]
    if person.phones and draw.chance(0.1):
        return national(person.phones[0])
    return register.files.id_of(person, register.name)


def crossings(register: Register) -> Iterator[Row]:
    for crossing in register.world.crossings:
        if crossing.register != register.name:
            continue
        document = crossing.person.passport or crossing.person.id_number
        by_document = crossing.by_document and bool(document)
        yield register.graded(
            {
                "person_id": "" if by_document else register.files.id_of(crossing.person, register.name),
                "document": document if by_document else "",
                "gate": crossing.gate,
                "direction": crossing.direction,
                "when": crossing.when,
                "vehicle": crossing.vehicle,
                "companions": "; ".join(register.files.id_of(p, register.name) for p in crossing.companions),
            }
        )


def reports(register: Register) -> Iterator[Row]:
    """Six reports to ten cases, and one in five of another matter."""
    draw = register.draw
    number = 0
    for case in register.world.cases:
        if case.register != register.name or not draw.chance(0.6):
            continue
        number += 1
        channel = draw.of(_CHANNEL)
        known = draw.chance(0.8)
        yield register.graded(
            {
                "report_id": f"T{number:05d}",
                "received": case.opened - timedelta(days=draw.between(0, 40)),
                "channel": channel,
                "partner": _PARTNER.get(channel, ""),
                "subject": "Nghi mua bán người ra nước ngoài" if known else "Xuất cảnh trái phép",
                "case_id": case.id if known else "",
                "outcome": "Khởi tố vụ án" if known else draw.of(_OUTCOME),
            }
        )
