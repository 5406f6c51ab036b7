"""Many texts and clicks in one block are what they were, one by one; and tables sort as they did."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlens.jobs import packed
from ui.answers.plain import block
from ui.answers.plain.block import Texts, Things, texts, things
from ui.answers.plain.page import Target
from ui.answers.plain.table import Column, fold, tabulate


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(block, "MANY", 2)


@given(st.lists(st.text(max_size=5), min_size=3))
def test_texts_are_what_they_were(values: list[str]) -> None:
    got = pickle.loads(packed(texts(values)))
    assert isinstance(got, Texts)
    assert list(got) == values
    assert [got[at] for at in range(-len(values), len(values))] == values + values
    assert got[1:] == values[1:]
    with pytest.raises(IndexError):
        got[len(values)]


def test_clicks_are_what_they_were_and_few_things_stay_as_they_are() -> None:
    targets = [Target("select", ("R1", (n,))) for n in range(5)]
    got = pickle.loads(packed(things(targets)))
    assert isinstance(got, Things)
    assert list(got) == targets
    assert got[-1] == targets[4]
    assert things(targets[:2]) == tuple(targets[:2])
    assert texts(["a"]) == ["a"]


@given(st.lists(st.sampled_from(["Ân", "An", "an", "", "Bình", "bình", "đ", "d"])))
def test_rows_are_ordered_by_what_a_person_reads_and_then_as_they_came(values: list[str]) -> None:
    table = tabulate([Column("Name")], [(value,) for value in values])
    words = [(not value, fold(value), row) for row, value in enumerate(values)]
    assert table.order[0].tolist() == [row for *_word, row in sorted(words)]
