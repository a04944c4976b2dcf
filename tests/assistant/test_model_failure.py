import re
import time
from email.utils import formatdate

import pytest

from assistant.model_failure import FailureKind, ModelFailure, seconds_to_wait


@pytest.mark.parametrize("kind", list(FailureKind))
def test_every_failure_has_one_line_with_what_happened_and_a_way_on(kind: FailureKind) -> None:
    line = ModelFailure(kind).line
    assert "\n" not in line
    what, way_on = re.split(r"(?<=\.) (?=[A-Z])", line)
    assert re.match(r"(?:Het|De|Er|Op) ", what)
    assert re.match(r"(?:Probeer|Controleer|Stel) ", way_on)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("2", 2.0), ("0.5", 0.5), ("-3", 0.0), ("", None), ("straks", None), ("inf", None), ("nan", None)],
)
def test_the_time_to_wait_is_read_where_it_is_sound(value: str, seconds: float | None) -> None:
    assert seconds_to_wait({"retry-after": value}) == seconds


def test_the_time_to_wait_may_be_a_moment() -> None:
    waiting = seconds_to_wait({"retry-after": formatdate(time.time() + 3600, usegmt=True)})
    assert waiting == pytest.approx(3600, abs=60)
    assert seconds_to_wait({"retry-after": formatdate(0, usegmt=True)}) == 0.0
    assert seconds_to_wait({}) is None
