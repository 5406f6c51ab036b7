"""Work on the second core: the only door to threads.

Only for steps that leave the interpreter free most of their time, as NumPy does on arrays, zlib, and reading of files:
they touch what is theirs alone, and what they give is taken in their order, so that nothing hangs on who is quicker.
A second process would have to be sent all it reads and to send back all it makes, and a worker may start none.
"""

from collections.abc import Generator, Iterator
from queue import SimpleQueue
from threading import Semaphore, Thread
from types import TracebackType
from typing import Generic, TypeVar

T = TypeVar("T")


class Ahead(Generic[T]):
    """What `steps` gives, in its order, while up to `depth` of the next are made; its error, where it stands.

    The work begins at once. It has ended when the `with` block is left, whatever was taken until then.
    """

    def __init__(self, steps: Generator[T, None, None], depth: int = 2) -> None:
        self._steps = steps
        self._made: SimpleQueue[tuple[T] | BaseException | None] = SimpleQueue()
        self._room = Semaphore(depth)
        self._ended = False
        self._thread = Thread(target=self._work, name="ahead", daemon=True)
        self._thread.start()

    def _work(self) -> None:
        try:
            for one in self._steps:
                self._made.put((one,))
                self._room.acquire()
                if self._ended:
                    return
            self._made.put(None)
        except BaseException as error:
            self._made.put(error)
        finally:
            self._steps.close()

    def __iter__(self) -> Iterator[T]:
        while isinstance(made := self._made.get(), tuple):
            self._room.release()
            yield made[0]
        if made is not None:
            raise made

    def __enter__(self) -> "Ahead[T]":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, to: TracebackType | None) -> None:
        self._ended = True
        self._room.release()
        self._thread.join()
