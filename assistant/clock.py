"""How long each stage of an answer takes."""

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager


class Clock:
    """Adds up the time per stage; a stage may come by more than once."""

    def __init__(self) -> None:
        self._seconds: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def measured(self, stage: str) -> Iterator[None]:
        """Count the time the body takes for a stage."""
        started = time.perf_counter()
        yield
        self._seconds[stage] += time.perf_counter() - started

    def timings_ms(self) -> dict[str, float]:
        """Milliseconds per stage, in the order they first came by."""
        return {stage: round(seconds * 1000, 1) for stage, seconds in self._seconds.items()}
