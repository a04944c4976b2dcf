"""Reads JSON Lines into typed values; a line that is wrong is named with its file and number."""

from importlib.resources.abc import Traversable
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from corpus.errors import DenktankError

_Value = TypeVar("_Value")


def read(
    source: Traversable,
    adapter: TypeAdapter[_Value],
    what: str = "regel",
    way_out: str = "Verbeter die regel; kijk naar de andere regels hoe het hoort.",
) -> tuple[_Value, ...]:
    """The value of every line that is not blank.

    Args:
        source: a path, or a file that comes with the program.
        adapter: makes the value from the JSON of a line.
        what: a line is a good one of these, in Dutch, for the error.
        way_out: what to do about a wrong line, in Dutch.

    Raises:
        DenktankError: the file cannot be read, or a line of it is no such value.
    """
    try:
        text = source.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DenktankError(f"Het bestand {source} is niet te lezen. Controleer de naam.") from error
    found = []
    # JSON may hold other line separators within its strings, which ``splitlines`` would cut at.
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found.append(adapter.validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise DenktankError(
                f"Regel {number} van {source} is geen goede {what} ({where}: {first['type']}). {way_out}"
            ) from error
    return tuple(found)
