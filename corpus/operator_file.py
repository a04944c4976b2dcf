"""Reading the TOML files that an operator writes."""

import re
import tomllib
from collections.abc import Callable
from typing import Any

from corpus.errors import DenktankError

Wrong = Callable[[int | None, str], DenktankError]
"""Makes the error for a cause on a line from 1, or for the file as a whole."""


def read_toml(data: bytes, max_bytes: int, wrong: Wrong) -> tuple[dict[str, Any], str]:
    """The tables of a file, and its text.

    Raises:
        DenktankError: it is too large, or no TOML in UTF-8.
    """
    if len(data) > max_bytes:
        raise wrong(None, f"het bestand is groter dan {max_bytes // 1000} kB")
    try:
        source = data.decode("utf-8-sig")
        return tomllib.loads(source), source
    except UnicodeDecodeError as error:
        raise wrong(None, "het is geen tekst in UTF-8; bewaar het als UTF-8") from error
    except (ValueError, RecursionError) as error:  # also a number that is too large
        line = re.search(r"line (\d+)", str(error))
        cause = "hier staat geen geldige TOML; let op aanhalingstekens, komma's en haken"
        raise wrong(int(line[1]) if line else source.count("\n") + 1, cause) from error
