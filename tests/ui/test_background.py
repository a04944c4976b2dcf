"""Values from another thread: all of them, its exception too, and no waiting for one that hangs."""

import time
from collections.abc import Iterator
from threading import Event

import pytest

from ui.background import while_wanted


def test_all_values_come_in_order() -> None:
    assert list(while_wanted(lambda: iter(range(100)), lambda: True)) == list(range(100))


def test_an_exception_comes_after_the_values_before_it() -> None:
    def make() -> Iterator[int]:
        yield 1
        raise KeyError("weg")

    values = while_wanted(make, lambda: True)
    assert next(values) == 1
    with pytest.raises(KeyError, match="weg"):
        next(values)


def test_a_maker_that_hangs_is_left_alone_and_stops_at_its_next_value() -> None:
    stopped, release, left = Event(), Event(), Event()

    def make() -> Iterator[int]:
        try:
            yield 1
            release.wait(10)
            yield 2
            yield 3
        finally:
            left.set()

    values = while_wanted(make, lambda: not stopped.is_set())
    assert next(values) == 1
    stopped.set()
    started = time.monotonic()
    assert list(values) == []
    assert time.monotonic() - started < 1
    release.set()
    assert left.wait(5)
