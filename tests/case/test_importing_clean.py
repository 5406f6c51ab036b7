"""Cleaning never fails: any text in any column becomes a value, a flag or a reason."""

from hypothesis import given, settings
from hypothesis import strategies as st

from netlens.case.intake.clean import LONGEST, Cleaner
from netlens.case.intake.dates import Orders
from netlens.case.intake.facts import defines, needs, parts_of
from netlens.case.intake.parts import Parties, fingerprint
from netlens.case.intake.reasons import reason
from netlens.case.records import CaseRecord
from netlens.case.schema import TABLES

digits = st.integers(0, 9).flatmap(lambda d: st.sampled_from([3, 9, 12, 16, 30, 400, 5000]).map(lambda n: str(d) * n))
texts = (
    st.text(max_size=30)
    | digits
    | st.sampled_from(
        ["-", "?", " ", ";", ";;", "1e400", "-5", "00:00:99", "0x10", "½", "٣", "nan", "inf", "\u200b", "A" * 999]
    )
    | st.lists(st.text(max_size=5), max_size=4).map(";".join)
)


@st.composite
def records(draw: st.DrawFn) -> CaseRecord:
    table = TABLES[draw(st.sampled_from(list(TABLES)))]
    names = [column.name for column in table.columns]
    usual = dict.fromkeys((*table.required, *table.one_of[:1]), "1")
    codes = {
        "role": "suspect",
        "kind": draw(st.sampled_from(["phone", "account", "vehicle", "document", "address", "met"])),
    }
    usual |= {name: codes[name] for name in usual if name in codes}
    return CaseRecord(table.name, 2, {**usual, **draw(st.dictionaries(st.sampled_from(names), texts, max_size=6))})


@settings(max_examples=200, deadline=None)
@given(record=records(), stated=st.sampled_from(["", "dmy", "mdy"]))
def test_any_text_in_any_column_is_cleaned_or_refused(record: CaseRecord, stated: str) -> None:
    cleaned = Cleaner().clean(record, Orders("x.csv", stated), final=True)
    for _field, _value, code in [*cleaned.flags, *([cleaned.refused] if cleaned.refused else [])]:
        assert reason(code) != code, "every code has its sentence"
    if cleaned.refused:
        return
    assert all(value not in ("", []) for value in cleaned.values.values())
    parties = Parties("main", lambda _ref: True)
    parts = parts_of(cleaned, parties)
    assert parts
    for part in parts:
        assert len(fingerprint(part.key, part.says)) == 16
        assert all(text for link in part.links for text in (link.a.key, link.b.key))
    assert all(ref.key for _field, _value, ref in needs(cleaned, parties))
    ref = defines(cleaned, parties)
    assert ref is None or len(ref.key) <= LONGEST
