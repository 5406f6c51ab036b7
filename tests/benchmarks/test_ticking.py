"""The ticker tells a window that stands still from one that does not, and its own work from waiting."""

import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from benchmarks import stages, ticking
from benchmarks.ticking import Ticker
from netlens.progress import Job, Progress, finish


@pytest.fixture
def ticker(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Ticker:
    monkeypatch.setattr(ticking, "IDLE", 30)
    monkeypatch.setattr(ticking, "FOLLOWING", 20)
    return Ticker()


def work(seconds: float) -> None:
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


def test_what_holds_the_window_up_is_told_and_whose_it_is(ticker: Ticker) -> None:
    busy = ticker.during(lambda: work(0.12), lambda: True)
    assert busy.gap >= 120
    assert busy.own >= 120
    asleep = ticker.during(lambda: time.sleep(0.12), lambda: True)
    assert asleep.gap >= 120
    assert asleep.own < 100


def test_it_waits_until_what_was_asked_for_is_there(ticker: Ticker, monkeypatch: pytest.MonkeyPatch) -> None:
    there: list[bool] = []
    begun = time.perf_counter()
    walked = ticker.during(lambda: None, lambda: time.perf_counter() - begun > 0.2, rest=False)
    assert walked.seconds >= 0.15
    monkeypatch.setattr(ticking, "PATIENCE", 0.05)
    with pytest.raises(TimeoutError):
        ticker.during(lambda: None, lambda: bool(there))


def test_stages_are_timed_by_what_a_job_says_it_does() -> None:
    def job() -> Job[str]:
        yield Progress("reading")
        work(0.03)
        yield Progress("searching", partial="first")
        return "found"

    assert finish(stages._timed(job())) == "found"
    _seconds, _peak, told = stages.spent(Path(), "")
    assert told["reading"] >= 0.03
    assert set(told) == {"start", "reading", "searching", "until the first look"}
