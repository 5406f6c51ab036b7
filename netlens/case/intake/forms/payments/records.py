"""A line of a statement → the payment it states, who stands on its other side, and what was assumed to read it so."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from netlens.case.importing import ReadOptions
from netlens.case.intake.forms import clock
from netlens.case.intake.forms.finding import Head
from netlens.case.intake.forms.payments.accounts import account_of, is_company, money
from netlens.case.intake.forms.payments.balance import Entry, gaps
from netlens.case.intake.forms.payments.both_sides import PAYEE, PAYER, told_by
from netlens.case.intake.forms.payments.heading import Statement, statement_of, sum_in
from netlens.case.intake.forms.reading import Found, Reader, Rows
from netlens.case.intake.forms.rows import Line, lines_of, other_line, shown
from netlens.case.intake.own import own, row_id
from netlens.case.intake.reasons import reason
from netlens.case.intake.sheet import Row, Sheet, not_readable
from netlens.case.records import CaseRecord, Issue
from netlens.i18n import _

Values = dict[str, str]
Flag = tuple[str, str, str]
_SAID = ("payer", "payee", "amount", "currency", "when", "reference")


def reader() -> Reader:
    """Reads the sheets of one file: whose an account is, is told once."""
    met: set[str] = set()

    def read(path: Path, sheet: Sheet, head: Head, rows: Rows, _options: ReadOptions) -> Found:
        said = statement_of(head.above, f"{path.stem} {sheet.name}")
        return _read(path, _Reader(sheet, head, said, met), rows)

    return read


def _read(path: Path, reader: "_Reader", rows: Rows) -> Found:
    """The records of one sheet. It is looked through once before: the running balance shows where a line is missing."""
    sheet, head, said = reader.sheet, reader.head, reader.said
    opening = next((found for row in head.above if (found := sum_in(row, "opening")) is not None), None)
    closing = next((found for row in head.above if (found := sum_in(row, "closing")) is not None), None)
    entries = []
    for line in lines_of(sheet, head, rows()):
        if isinstance(line, Line):
            opening = opening if opening is not None else sum_in(line.row, "opening")
            closing = closing if closing is not None else sum_in(line.row, "closing")
        elif isinstance(line, Row):
            entries.append(reader.entry(line))
    if entries and not (said.account or head.has("account", "from_account", "to_account")):
        raise not_readable(
            path.name,
            _("it is a statement, but nowhere says of which account"),
            _("Write the account into its first line, as in: Account: VCB 0011001234567."),
        )
    wrong = gaps(entries, opening, closing)
    for line in lines_of(sheet, head, rows()):
        if isinstance(line, Issue):
            yield line
        elif isinstance(line, Line):
            yield other_line(sheet, line.row)
        else:
            yield from reader.row(line, wrong.get(line.number, ""))


class _Reader:
    """`met`: accounts whose holder was told, and the bank itself."""

    def __init__(self, sheet: Sheet, head: Head, said: Statement, met: set[str]) -> None:
        self.sheet, self.head, self.said, self.met = sheet, head, said, met
        self.equal: dict[tuple[str, ...], list[tuple[str, str]]] = {}  # rows of one wording, by what tells them apart
        self.signed = False  # whether sums of one column tell their direction by their sign
        self.alone = {column: places[0] for column, places in head.places.items() if len(places) == 1}

    def entry(self, row: Row) -> Entry:
        """What a line adds to the account, and the balance it shows."""
        amount = money(self.head.cell(row.cells, "amount"))
        self.signed = self.signed or (amount is not None and amount < 0)
        net, _flags = self._net(row.cells)
        return Entry(row.number, net, money(self.head.cell(row.cells, "balance")))

    def _net(self, row: list[str]) -> tuple[Decimal | None, list[Flag]]:
        """What a line adds to the account (out is negative), None when it says no sum."""
        cell = self.head.cell
        debit, credit = money(cell(row, "debit")), money(cell(row, "credit"))
        if debit or credit:
            net = abs(credit or Decimal(0)) - abs(debit or Decimal(0))
            both = debit and credit
            return net, [("amount", f"{cell(row, 'debit')} / {cell(row, 'credit')}", "two_sums")] if both else []
        amount = money(cell(row, "amount"))
        if amount is None:
            return None, []
        into = self._into(row, amount)
        flags = [("amount", cell(row, "amount"), "direction_assumed")] if into is None else []
        return abs(amount) if into else -abs(amount), flags

    def _into(self, row: list[str], amount: Decimal) -> bool | None:
        """Whether money came in; None when nothing says so."""
        cell = self.head.cell
        if amount < 0 or cell(row, "amount").startswith("+"):
            return amount > 0
        said = cell(row, "direction")
        out, into = (self.head.form.says(words, said) for words in ("debit", "credit"))
        if out != into:
            return into
        if self.head.has("from_account", "to_account") and not self.head.has("balance"):
            return False
        return True if self.signed else None

    def row(self, row: Row, wrong: str) -> Found:
        cells, cell = row.cells, self.head.cell
        if self.head.form.says("failed", cell(cells, "status")):
            yield Issue(row.number, "status", cell(cells, "status"), reason("not_done"), self.sheet.name, "not_done")
            return
        net, flags = self._net(cells)
        mine, other, made = self._sides(row, flags, out=net is None or net < 0)
        payer, payee = (mine, other) if net is None or net < 0 else (other, mine)
        if net is not None and net != 0 and wrong:
            flags.append(("balance", cell(cells, "balance"), wrong))
        values = {
            "payer": payer,
            "payee": payee,
            "amount": self._sum(cells, net),
            "currency": cell(cells, "currency") or self.said.currency,
            "when": self._when(cells),
            "reference": cell(cells, "text") or cell(cells, "reference"),
        }
        values = {name: text for name, text in values.items() if text}
        told: Values = {}
        if mine == (account_of(cell(cells, "account"), self.said.bank) or self.said.account):  # no list of transfers
            told["source_ref"] = row_id(told_by(PAYER if payer == mine else PAYEE, self._nth(cells, values)))
        extra = self._extra(cells, values)
        record = CaseRecord("payments", row.number, values | told, extra, self.sheet.name)
        yield replace(record, flags=tuple(flags))
        yield from made

    def _nth(self, row: list[str], values: Values) -> int:
        """Of rows that say the same, which this is: two payments, unless number or balance are one too."""
        known = self.equal.setdefault(tuple(values.get(name, "") for name in _SAID), [])
        apart = self.head.cell(row, "reference"), self.head.cell(row, "balance")
        if apart not in known or not any(apart):
            known.append(apart)
            return len(known)
        return known.index(apart) + 1

    def _when(self, row: list[str]) -> str:
        cell = self.head.cell
        return clock.moment(
            cell(row, "when") or cell(row, "date") or cell(row, "value_date"), clock.compact_clock(cell(row, "time"))
        )

    def _sum(self, row: list[str], net: Decimal | None) -> str:
        """The sum as written where it stands alone, without its sign."""
        if net is None:
            return self.head.cell(row, "amount") or self.head.cell(row, "debit") or self.head.cell(row, "credit")
        for column in ("debit", "credit", "amount"):
            text = self.head.cell(row, column)
            if text and money(text) == abs(net):
                return text.lstrip("+").strip()
        return f"{abs(net):f}"

    def _sides(self, row: Row, flags: list[Flag], *, out: bool) -> tuple[str, str, list[CaseRecord]]:
        """The account of the statement, who stands on its other side, and the records that say who that is."""
        cells, cell = row.cells, self.head.cell
        mine = account_of(cell(cells, "account"), self.said.bank) or self.said.account
        made: list[CaseRecord] = []
        source = account_of(cell(cells, "from_account"), cell(cells, "from_bank"))
        target = account_of(cell(cells, "to_account"), cell(cells, "to_bank") or cell(cells, "other_bank"))
        if source or (target and not out and target != mine):
            mine, other = (source or mine, target) if out else (target or mine, source)
            names = cell(cells, "from_name"), cell(cells, "to_name") or cell(cells, "other_name")
            mine_name, name = names if out else names[::-1]
            made += self._holder(row.number, mine, mine_name)
        else:
            phone = cell(cells, "other_phone")
            number = cell(cells, "other_account") or cell(cells, "to_account")
            other = account_of(number, cell(cells, "other_bank") or cell(cells, "to_bank"), phone)
            name = cell(cells, "other_name") or cell(cells, "to_name" if out else "from_name")
            made += self._holder(row.number, mine, self.said.holder if mine == self.said.account else "")
        if other:
            made += self._holder(row.number, other, name)
            return mine, other, made
        text = name or cell(cells, "other_account") or cell(cells, "other_phone")
        if text:
            flags.append(("payee" if out else "payer", text[:200], "named_party"))
            other = row_id(f"{self.sheet.name}:{row.number}" if self.sheet.name else row.number, "other")
            kind = "organisation" if is_company(text) else "account"
            made.append(self._record("entities", row, {"entity_id": other, "kind": kind, "label": text}))
            return mine, other, made
        flags.append(("payee" if out else "payer", shown(cells)[:200], "no_counterparty"))
        other = own(f"bank:{self.said.bank or self.sheet.title}")
        if other not in self.met:
            self.met.add(other)
            label = self.said.bank or self.sheet.title
            made.append(self._record("entities", row, {"entity_id": other, "kind": "organisation", "label": label}))
        return mine, other, made

    def _record(self, table: str, row: Row | int, values: Values) -> CaseRecord:
        return CaseRecord(table, row if isinstance(row, int) else row.number, values, {}, self.sheet.name)

    def _holder(self, row: int, account: str, name: str) -> Iterator[CaseRecord]:
        """Who an account is said to belong to: a person known by it, in this file alone; a company by its name."""
        if not account or not name or account in self.met:
            return
        self.met.add(account)
        place = f"{self.sheet.name}:{row}" if self.sheet.name else str(row)
        key = row_id(place, f"holder {len(self.met)}")  # no id shows the account itself
        if is_company(name):
            yield self._record("entities", row, {"entity_id": key, "kind": "organisation", "label": name})
            link = {"a": key, "b": account, "kind": "other", "note": _("account holder")}
            yield self._record("links", row, link)
            return
        yield self._record("persons", row, {"person_id": key, "full_name": name})
        held = {"person_id": key, "kind": "account", "value": account, "basis": "subscriber"}
        yield self._record("identifiers", row, held)

    def _extra(self, row: list[str], values: Values) -> Values:
        """Every cell that did not become a field as it stands."""
        fields = {"text": "reference", "when": "when", "date": "when", "currency": "currency"}
        fields |= {"debit": "amount", "credit": "amount", "amount": "amount"}
        verbatim = {self.alone[column]: field for column, field in fields.items() if column in self.alone}
        extra = {}
        for place, text in enumerate(row):
            if text.strip() and values.get(verbatim.get(place, "")) != text.strip():
                known = place < len(self.head.headers)
                extra[self.head.headers[place] if known else _("column {n}").format(n=place + 1)] = text
        return extra
