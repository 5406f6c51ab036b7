"""What is made ahead comes in its order, with its error, and ends with who waits for it."""

import time
from collections.abc import Generator

import pytest

from netlens.ahead import Ahead


def counted(n: int, made: list[int]) -> Generator[int, None, None]:
    for number in range(n):
        made.append(number)
        yield number


@pytest.mark.parametrize("depth", [1, 2, 1000])
def test_all_comes_in_its_order(depth: int) -> None:
    with Ahead(counted(500, []), depth) as ahead:
        assert list(ahead) == list(range(500))


def test_no_more_is_made_ahead_than_there_is_room_for() -> None:
    made: list[int] = []
    with Ahead(counted(100, made), 3) as ahead:
        steps = iter(ahead)
        next(steps)
        time.sleep(0.05)
        assert len(made) <= 5
    assert len(made) <= 6


def test_an_error_stands_where_it_was_raised() -> None:
    def broken() -> Generator[int, None, None]:
        yield 1
        raise ValueError("the second")

    with Ahead(broken()) as ahead:
        steps = iter(ahead)
        assert next(steps) == 1
        with pytest.raises(ValueError, match="the second"):
            next(steps)


def test_the_work_ends_with_the_block_whatever_was_taken() -> None:
    closed = []

    def endless() -> Generator[int, None, None]:
        try:
            while True:
                yield 1
        finally:
            closed.append(True)

    steps = endless()
    with Ahead(steps) as ahead:
        assert next(iter(ahead)) == 1
    assert closed == [True]
