"""The worker's side of the journey: what each stage of an import and a detection takes, told when it is asked for."""

import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

from benchmarks.memory import peak_mb
from netlens.progress import Job, Progress

_stages: dict[str, float] = {}  # of the last long job of this process: CPU seconds by what it said it was doing


def finding(path: Path, passphrase: str, *args: Any) -> Job[Any]:
    """What the window calls to find rings, timed."""
    from ui.answers.finding import find

    return (yield from _timed(find(path, passphrase, *args)))


def taking_in(path: Path, passphrase: str, *args: Any, **options: Any) -> Job[Any]:
    """What the window calls to import, timed."""
    from ui.answers.writing import take_in

    return (yield from _timed(take_in(path, passphrase, *args, **options)))


def spent(path: Path, passphrase: str) -> tuple[float, float, dict[str, float]]:
    """Of this process: CPU seconds so far, peak memory in MB, the stages of its last long job."""
    return time.process_time(), peak_mb(), dict(_stages)


def _timed(job: Generator[Progress, None, Any]) -> Job[Any]:
    _stages.clear()
    said, begun = "start", time.process_time()
    while True:
        try:
            step = next(job)
        except StopIteration as stop:
            _add(said, begun)
            return stop.value
        _add(said, begun)
        if step.partial is not None:
            _stages["until the first look"] = sum(_stages.values())
        yield step
        said, begun = step.text, time.process_time()


def _add(stage: str, begun: float) -> None:
    _stages[stage] = _stages.get(stage, 0.0) + time.process_time() - begun


def alone(name: str, work: Callable[[], object]) -> tuple[str, float]:
    """CPU seconds of a piece of work, by its name."""
    begun = time.process_time()
    work()
    return name, time.process_time() - begun


def picture(path: Path, passphrase: str) -> list[tuple[str, float]]:
    """CPU seconds of each stage from the case file to the picture of its rings, in a process that has read nothing."""
    from netlens.case.case import Case
    from netlens.network import layout, scene
    from netlens.report.evidence import as_detected

    with Case.open(path, passphrase) as case:
        found = [alone("evidence gathered", lambda: as_detected(case))]
        evidence, rings = as_detected(case), case.detection()
        assert rings is not None
        places: dict[int, tuple[float, float]] = {}
        found.append(alone("people placed", lambda: places.update(layout.place(evidence, rings, {}))))
        found.append(alone("scene composed", lambda: scene.overview(case, evidence, rings, places)))
    return found
