"""The phrases by which mails are read, from ``phrases.toml`` and ``vragen.toml``."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _tables() -> dict[str, Any]:
    folder = files("assistant.mail")
    texts = [(folder / name).read_text(encoding="utf-8") for name in ("phrases.toml", "vragen.toml")]
    return {name: phrases for text in texts for name, phrases in tomllib.loads(text).items()}


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The phrases under a name as one pattern, of whole words, in any case."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(_tables()[name])})(?![\w-])", re.IGNORECASE)


@cache
def templates(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Pairs of a pattern and the question to be made of what it matches."""
    return tuple((re.compile(rf"(?<![\w-])(?:{one})", re.IGNORECASE), made) for one, made in _tables()[name])
