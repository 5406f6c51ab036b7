"""Background jobs: progress, result, error, cancel, stale answers, and workers that die with the window."""

import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from netlens.errors import NetLensError
from netlens.jobs import Failure
from netlens.progress import Job as Work
from netlens.progress import Progress
from ui.jobs import Job, Jobs


def counting(to: int, pause: float = 0.06) -> Work[int]:
    for done in range(to):
        yield Progress("counting", done, to)
        time.sleep(pause)
    return to


def plain(words: str) -> str:
    return words.upper()


def sleeping(seconds: float) -> None:
    time.sleep(seconds)


def refusing() -> None:
    raise NetLensError("The file cases.csv cannot be read.", "Save it as UTF-8.")


def breaking(name: str) -> None:
    raise ValueError(f"secret {name}")


def vanishing() -> None:
    import os

    os._exit(3)


def big(size: int) -> bytes:
    return b"x" * size


HERE = f"{__name__}:"


@pytest.fixture(scope="module")
def ready_workers() -> None:
    """None: here workers are spawned, as the window does it."""


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def run(qtbot: QtBot, job: Job, timeout: int = 20_000) -> list[object]:
    got: list[object] = []
    job.done.connect(got.append)
    job.failed.connect(got.append)
    with qtbot.waitSignal(job.ended, timeout=timeout):
        pass
    return got


def test_a_job_says_how_far_it_is_and_answers(jobs: Jobs, qtbot: QtBot) -> None:
    job = jobs.run(HERE + "counting", 4)
    steps: list[Progress] = []
    job.progress.connect(steps.append)
    assert run(qtbot, job) == [4]
    assert [step.done for step in steps] == [0, 1, 2, 3]
    assert job.state == "done"


def test_a_plain_function_and_a_big_answer(jobs: Jobs, qtbot: QtBot) -> None:
    assert run(qtbot, jobs.run(HERE + "plain", "words")) == ["WORDS"]
    assert run(qtbot, jobs.run(HERE + "big", 3_000_000)) == [b"x" * 3_000_000]


def test_an_error_comes_with_what_failed_and_what_to_do(jobs: Jobs, qtbot: QtBot) -> None:
    (failure,) = run(qtbot, jobs.run(HERE + "refusing"))
    assert failure == Failure("The file cases.csv cannot be read.", "Save it as UTF-8.", 1, "")


def test_an_unforeseen_error_gives_no_case_data_away(jobs: Jobs, qtbot: QtBot) -> None:
    logged: list[Failure] = []
    jobs.broke.connect(logged.append)
    (failure,) = run(qtbot, jobs.run(HERE + "breaking", "Nguyễn Thị Lan"))
    assert isinstance(failure, Failure)
    assert "Lan" not in str(failure)
    assert "breaking" in failure.trace
    assert "ValueError" in failure.trace
    assert logged == [failure]


def test_a_worker_that_vanishes_is_an_error_and_the_next_job_works(jobs: Jobs, qtbot: QtBot) -> None:
    (failure,) = run(qtbot, jobs.run(HERE + "vanishing"))
    assert isinstance(failure, Failure)
    assert run(qtbot, jobs.run(HERE + "plain", "a")) == ["A"]


def test_cancel_ends_the_work_within_a_second(jobs: Jobs, qtbot: QtBot) -> None:
    jobs.prepare()
    job = jobs.run(HERE + "counting", 10_000)
    with qtbot.waitSignal(job.progress, timeout=20_000):
        pass
    started = time.monotonic()
    with qtbot.waitSignal(job.ended, timeout=2_000):
        job.cancel()
    assert time.monotonic() - started < 1.0
    assert job.state == "cancelled"
    assert run(qtbot, jobs.run(HERE + "plain", "next")) == ["NEXT"]


def test_a_large_answer_is_told_a_look_later_and_not_at_all_when_cancelled_meanwhile(jobs: Jobs, qtbot: QtBot) -> None:
    got: list[object] = []
    job = jobs.run(HERE + "big", 3_000_000)
    job.done.connect(got.append)
    with qtbot.waitSignal(job.ended, timeout=20_000):
        while not jobs._unpacked:
            jobs._look()
        assert got == []
        job.cancel()
    assert (got, job.state) == ([], "cancelled")
    assert run(qtbot, jobs.run(HERE + "plain", "next")) == ["NEXT"]


def test_only_the_newest_question_of_a_topic_is_answered(jobs: Jobs, qtbot: QtBot) -> None:
    got: list[object] = []
    asked = [jobs.run(HERE + "plain", word, lane="ask", topic="search") for word in ("n", "ng", "ngu")]
    for job in asked:
        job.done.connect(got.append)
    qtbot.waitUntil(lambda: bool(got), timeout=20_000)
    assert got == ["NGU"]


def test_what_a_person_waits_for_does_not_wait_for_long_work(jobs: Jobs, qtbot: QtBot) -> None:
    jobs.prepare()
    long = jobs.run(HERE + "sleeping", 30, title="Finding rings")
    assert run(qtbot, jobs.run(HERE + "plain", "now", lane="ask")) == ["NOW"]
    assert jobs.running() == [long]
    assert long.state == "running"


def test_workers_die_with_the_window(qtbot: QtBot) -> None:
    jobs = Jobs()
    jobs.prepare()
    processes = [worker.process for worker in [*jobs._lanes.values(), jobs._spare] if worker]
    assert len(processes) == 3
    jobs.close()
    assert all(process.exitcode is not None for process in processes)
