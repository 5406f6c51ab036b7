"""Numbers cleaned by their form are those cleaned one by one; a lexicon never gives two texts one number."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlens.case.intake.bulk import lexicon, numbers, reading
from netlens.case.intake.bulk.lexicon import Lexicon
from netlens.case.intake.bulk.lines import words_of
from netlens.case.values import phone

SIGNS = st.sampled_from(["", "", "", " ", ".", "-", "  "])
BEGINS = st.sampled_from(["0", "+84", "84", "", "00", "+", "(0", "08", "+86"])
FORMED = st.builds(
    lambda begin, digits, signs: begin + "".join(a + b for a, b in zip(digits, signs, strict=False)),
    BEGINS,
    st.lists(st.sampled_from("0123456789"), min_size=5, max_size=14),
    st.lists(SIGNS, min_size=14, max_size=14),
)
WRITTEN = st.one_of(FORMED, FORMED, st.text("0123456789 .-+()abcđ", max_size=30), st.just("912345678.0"))


@settings(max_examples=150, deadline=None)
@given(texts=st.lists(WRITTEN, max_size=40, unique=True))
def test_by_form_as_one_by_one(texts: list[str]) -> None:
    texts = [text for text in texts if text]
    lexicon_ = Lexicon()
    lexicon_.codes(words_of(texts))
    found = numbers.cleaned(lexicon_, phone.clean)
    for text, place in zip(lexicon_.texts(), found.which.tolist(), strict=True):
        value, problem = phone.clean(text)
        assert (found.keys[place] if place >= 0 else "") == value
        assert found.problems.get(texts.index(text), "") == problem
    assert len(set(found.keys)) == len(found.keys)


@pytest.mark.parametrize("rows", [1, 7, 1000])
def test_many_numbers_of_few_forms(rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbers, "_ROWS", rows)
    texts = [f"{begin}9{n * 7919 % 10**8:08d}" for n in range(300) for begin in ("0", "+84", "84")]
    lexicon_ = Lexicon()
    lexicon_.codes(words_of(texts))
    found = numbers.cleaned(lexicon_, phone.clean)
    assert [found.keys[place] for place in found.which.tolist()] == [phone.clean(text)[0] for text in texts]
    assert len(found.keys) == 300


def test_a_lexicon_numbers_texts_as_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "_LEAST", 4)
    draw = np.random.default_rng(3)
    texts = [str(one) for one in draw.integers(0, 10**9, 3000).tolist()]
    of, known = Lexicon(), dict[str, int]()
    for begin in range(0, len(texts), 250):
        part = texts[begin : begin + 250] + texts[:50]
        assert of.codes(words_of(part)).tolist() == [known.setdefault(text, len(known)) for text in part]
    assert of.texts() == list(known)


@pytest.mark.parametrize("few", [0, 1000])
def test_rows_come_and_go_in_place(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_FEW", few)
    for places in ([], [0], [9], [0, 1, 5, 9], list(range(10))):
        expected = np.delete(np.arange(10, dtype=np.int32), places)
        assert reading.without(np.arange(10, dtype=np.int32), np.array(places, dtype=np.intp)).tolist() == (
            expected.tolist()
        )
        growing = reading.Growing(2)
        growing.add(np.arange(10, dtype=np.int32))
        growing.insert(np.array(places, dtype=np.intp), -np.ones(len(places), dtype=np.int32))
        assert growing.whole().tolist() == np.insert(np.arange(10), places, -1).tolist()
