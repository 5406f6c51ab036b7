"""Background jobs as the window sees them: start, progress, cancel, errors. The only door to worker processes.

Two workers are started ahead and a spare: `work` does what takes long (import, detection, layout, export), `ask`
answers what a person waits for. A worker is ended, never interrupted: the spare takes its place at once.
The pipes are looked at from a short timer, the same way on every system; it runs only while something is awaited.
"""

import pickle
import time
from collections import deque
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess
from typing import Any, Literal

from PySide6.QtCore import QObject, QTimer, Signal

from netlens.i18n import _, language
from netlens.jobs import Failure, Header, Order, serve
from netlens.progress import Progress

LOOK_EVERY = 8  # ms between two looks into the pipes
LOOK_FOR = 0.008  # s of reading at a stretch: a frame of the canvas must fit between two looks
LARGE = 1 << 17  # bytes: what such a message says is told one look after it was unpacked
HARD_AFTER = 1.0  # s after which a worker that was asked to end is killed
HEAVY = ("numpy", "pandas", "netlens.case.case")

Lane = Literal["work", "ask"]


class Job(QObject):
    """One piece of work in a worker. `ended` comes last and always, whatever happened; `state` says what."""

    progress = Signal(object)  # Progress
    done = Signal(object)  # the result
    failed = Signal(object)  # Failure
    ended = Signal()

    def __init__(self, jobs: "Jobs", order: Order, title: str, lane: Lane, topic: str) -> None:
        super().__init__(jobs)
        self.order, self.title, self.lane, self.topic = order, title, lane, topic
        self.state: Literal["waiting", "running", "cancelling", "done", "failed", "cancelled"] = "waiting"
        self.stale = False  # a newer question of the same topic was put: the answer is dropped
        self.last = Progress(title)
        self._jobs = jobs

    def cancel(self) -> None:
        """End it. A running one ends with its worker, within moments; `ended` tells when nothing of it is left."""
        self._jobs._cancel(self)


class _Worker:
    """One process and our end of its pipe."""

    def __init__(self) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe(duplex=True)
        self.process: SpawnProcess = context.Process(target=serve, args=(theirs,), daemon=True, name="netlens worker")
        self.process.start()
        theirs.close()
        self.job: Job | None = None
        self.header: Header | None = None
        self.frames = bytearray()
        self.ending = 0.0

    def order(self, job: Job) -> None:
        self.job, self.header, self.frames = job, None, bytearray()
        self.pipe.send(job.order)

    def end(self) -> None:
        self.ending = self.ending or time.monotonic()
        self.process.terminate()

    def read(self) -> tuple[Header, bytearray] | None:
        """The next whole message, or None when it has not all come yet. Raises EOFError when the worker is gone."""
        until = time.monotonic() + LOOK_FOR
        while time.monotonic() < until and self.pipe.poll(0):
            if self.header is None:
                self.header = self.pipe.recv()
                self.frames = bytearray()
            else:
                self.frames += self.pipe.recv_bytes()
            if self.header is not None and len(self.frames) == self.header.size:
                whole, self.header, self.frames = (self.header, self.frames), None, bytearray()
                return whole
        return None


class Jobs(QObject):
    """The worker processes of one window."""

    changed = Signal()  # which jobs there are
    progress = Signal(object)  # Job: it said something
    broke = Signal(object)  # Failure with a trace, for the log

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes: dict[Lane, _Worker | None] = {"work": None, "ask": None}
        self._queues: dict[Lane, deque[Job]] = {"work": deque(), "ask": deque()}
        self._spare: _Worker | None = None
        self._dying: list[_Worker] = []
        self._unpacked: deque[tuple[_Worker, Job, Header, Any]] = deque()  # to be told at the next look
        self._number = 0
        self._closed = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self._look)

    def prepare(self) -> None:
        """Start the workers ahead. Called once the window shows, so that it shows first."""
        for lane in self._lanes:
            self._lanes[lane] = self._lanes[lane] or _Worker()
        self._spare = self._spare or _Worker()
        if not self._queues["ask"]:
            self.run("netlens.jobs:warm", HEAVY, lane="ask")

    def run(
        self, function: str, *args: Any, title: str = "", lane: Lane = "work", topic: str = "", **kwargs: Any
    ) -> Job:
        """Have `function` ("module:name") done by a worker with plain arguments; connect to the Job's signals.

        Jobs of a lane are done one after the other. A new job of a `topic` drops the older ones of that topic.
        """
        self._number += 1
        job = Job(self, Order(self._number, function, args, kwargs, language()), title, lane, topic)
        if topic:
            for older in self._of_topic(topic):
                self._drop(older)
        self._queues[lane].append(job)
        self._timer.start()
        QTimer.singleShot(0, self, self._feed)
        self.changed.emit()
        return job

    def running(self) -> list[Job]:
        """The jobs with a title (those a person should see) that run or wait, in their order."""
        known = [worker.job for worker in [*self._lanes.values(), *self._dying] if worker and worker.job]
        return [job for job in [*known, *self._queues["work"], *self._queues["ask"]] if job.title]

    def stop(self) -> None:
        """Cancel all that runs and waits: the case it was for is no longer open."""
        known = [worker.job for worker in self._lanes.values() if worker and worker.job]
        for job in [*known, *self._queues["work"], *self._queues["ask"]]:
            job.stale = True
            self._cancel(job)

    def close(self) -> None:
        """End every worker; nothing is answered any more."""
        self._closed = True
        self._timer.stop()
        workers = [worker for worker in [*self._lanes.values(), self._spare, *self._dying] if worker is not None]
        for worker in workers:
            worker.process.kill()
        for worker in workers:
            worker.process.join(1)
            worker.pipe.close()
        self._lanes, self._spare, self._dying = {"work": None, "ask": None}, None, []

    def _of_topic(self, topic: str) -> list[Job]:
        known = [worker.job for worker in self._lanes.values() if worker and worker.job]
        waiting = [job for queue in self._queues.values() for job in queue]
        return [job for job in [*known, *waiting] if job.topic == topic]

    def _drop(self, job: Job) -> None:
        job.stale = True
        if job.state == "waiting" or job.lane == "work":
            self._cancel(job)

    def _cancel(self, job: Job) -> None:
        if job.state == "waiting":
            self._queues[job.lane].remove(job)
            self._finish(job, "cancelled")
        elif job.state == "running":
            worker = self._lanes[job.lane]
            job.state = "cancelling"
            if worker is not None:
                self._lanes[job.lane] = None
                self._dying.append(worker)
                worker.end()
            self._timer.start()

    def _feed(self) -> None:
        """Give every free lane its next job; a lane whose worker is gone gets the spare."""
        for lane, queue in self._queues.items():
            worker = self._lanes[lane]
            if self._closed or not queue or (worker is not None and worker.job is not None):
                continue
            if worker is None:
                worker, self._spare = self._spare or _Worker(), None
                self._lanes[lane] = worker
                QTimer.singleShot(500, self, self._renew_spare)
            job = queue.popleft()
            job.state = "running"
            try:
                worker.order(job)
            except OSError:
                self._lost(lane, worker)

    def _renew_spare(self) -> None:
        if not self._closed and self._spare is None:
            self._spare = _Worker()

    def _look(self) -> None:
        if self._unpacked:
            self._tell(*self._unpacked.popleft())
        for lane, worker in list(self._lanes.items()) if not self._unpacked else ():
            if worker is None or worker.job is None:
                continue
            try:
                message = worker.read()
            except (EOFError, OSError):
                self._lost(lane, worker)
                continue
            if message is not None:
                self._hear(worker, *message)
        self._reap()
        self._feed()
        working = any(worker and worker.job for worker in self._lanes.values())
        if not (self._dying or self._unpacked or working or any(self._queues.values())):
            self._timer.stop()

    def _hear(self, worker: _Worker, header: Header, data: bytearray) -> None:
        job = worker.job
        if job is None or header.number != job.order.number:
            return  # an answer to a question nobody asks any more
        if job.stale:
            if header.kind != "progress":
                worker.job = None
                self._finish(job, "cancelled")
            return
        value = pickle.loads(data)
        if header.size > LARGE:  # to unpack it took its time: the window comes first again
            self._unpacked.append((worker, job, header, value))
        else:
            self._tell(worker, job, header, value)

    def _tell(self, worker: _Worker, job: Job, header: Header, value: Any) -> None:
        if worker.job is not job or job.state != "running":
            return  # cancelled meanwhile
        if header.kind != "progress":
            worker.job = None
        if header.kind == "progress":
            job.last = value
            job.progress.emit(value)
            self.progress.emit(job)
        elif header.kind == "result":
            self._finish(job, "done", value)
        else:
            self._finish(job, "failed", value)

    def _lost(self, lane: Lane, worker: _Worker) -> None:
        """A worker ended by itself: out of memory, or a crash in a library."""
        job = worker.job
        self._lanes[lane] = None
        worker.job = None
        worker.end()
        self._dying.append(worker)
        if job is not None:
            words = (
                _("The work ended before it was done."),
                _("The case is unchanged. Close other programs, try again."),
            )
            self._finish(job, "failed", Failure(*words, trace=f"worker gone: {job.order.function}"))

    def _reap(self) -> None:
        for worker in list(self._dying):
            if worker.process.exitcode is None:
                if time.monotonic() - worker.ending > HARD_AFTER:
                    worker.process.kill()
                continue
            self._dying.remove(worker)
            worker.pipe.close()
            if worker.job is not None:
                self._finish(worker.job, "cancelled")

    def _finish(self, job: Job, state: Literal["done", "failed", "cancelled"], value: Any = None) -> None:
        job.state = state
        if state == "done" and not job.stale:
            job.done.emit(value)
        elif state == "failed" and not job.stale:
            job.failed.emit(value)
            if value.trace:
                self.broke.emit(value)
        job.ended.emit()
        job.deleteLater()
        self.changed.emit()
