"""How a memo looks, read from ``memo_style.toml``: the one place for its fonts, sizes, colours and page."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

_FILE = Path(__file__).with_name("memo_style.toml")
POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A kind of paragraph. ``size``, ``before`` and ``after`` in points, ``line`` times the size of the font.

    ``keep`` keeps it on the page of what follows.
    """

    size: float
    line: float = 1.0
    before: float = 0
    after: float = 0
    bold: bool = False
    accent: bool = False
    keep: bool = False


@dataclass(frozen=True, slots=True)
class PageStyle:
    """The page and its margins in millimetres."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """``text`` by the kind of paragraph, ``field`` the indent of the fields' texts in millimetres.

    Colours as ``#rrggbb``.
    """

    fonts: tuple[str, ...]
    ink: str
    accent: str
    line: str
    page: PageStyle
    field: dict[str, float]
    text: dict[str, TextStyle]

    @property
    def indent(self) -> float:
        """Where the text of a field begins, in points."""
        return self.field["indent"] * POINTS_PER_MM

    def colour(self, style: TextStyle) -> str:
        """The colour of a kind of paragraph."""
        return self.accent if style.accent else self.ink


@cache
def house_style() -> HouseStyle:
    """The style that is shipped."""
    read: dict[str, Any] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return TypeAdapter(HouseStyle).validate_python(read)
