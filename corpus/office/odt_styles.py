"""What the styles of an ODT mean, and the numbers of its lists and headings (ODF 1.3 part 3)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from corpus.office.docx_styles import HEADING_NAME
from corpus.ordinals import ordinal

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_BULLET = "•"
_MOST_PARENTS = 30
_OUTLINE = "\0outline"
"""The list that counts the headings; no style can have this name."""


def whole(text: str | None, default: int = 0) -> int:
    """A whole number as XML has it; the default for anything else."""
    return int(text) if text is not None and re.fullmatch(r"\d{1,9}", text) else default


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """``level`` is that of a heading, from 1; ``list_style`` the list it is numbered with."""

    title: bool = False
    level: int | None = None
    caption: bool = False
    list_style: str | None = None


@dataclass(frozen=True, slots=True)
class _Level:
    number_format: str = ""
    prefix: str = ""
    suffix: str = ""
    levels_shown: int = 1
    start: int = 1
    bullet: str = ""


@dataclass(slots=True)
class ListState:
    """The counters of one list while it goes on; ``style`` is the name of its list style."""

    style: str
    counts: dict[int, int] = field(default_factory=dict)


class Styles:
    """The paragraph and list styles of one document, from ``styles.xml`` and ``content.xml``."""

    def __init__(self, roots: list[Element]) -> None:
        self._paragraphs: dict[str, Element] = {}
        self._lists: dict[str, dict[int, _Level]] = {}
        self._known: dict[str, ParagraphStyle] = {}
        for root in roots:
            for item in root.iter(STYLE + "style"):
                if item.get(STYLE + "family") == "paragraph":
                    self._paragraphs[item.get(STYLE + "name", "")] = item
            for item in root.iter(TEXT + "list-style"):
                self._lists[item.get(STYLE + "name", "")] = dict(_levels(item))
            for item in root.iter(TEXT + "outline-style"):
                self._lists[_OUTLINE] = dict(_levels(item))
        self.headings = ListState(_OUTLINE)

    def __getitem__(self, name: str) -> ParagraphStyle:
        if name not in self._known:
            self._known[name] = self._resolve(name)
        return self._known[name]

    def _resolve(self, style_name: str) -> ParagraphStyle:
        title = caption = False
        level: int | None = None
        list_style: str | None = None
        name, seen = style_name, 0
        while name and seen < _MOST_PARENTS:
            seen += 1
            item = self._paragraphs.get(name)
            shown = (item.get(STYLE + "display-name", name) if item is not None else name).lower()
            title = title or (level is None and shown in ("title", "titel"))
            caption = caption or shown in ("caption", "bijschrift")
            if item is None:
                break
            if level is None and (found := item.get(STYLE + "default-outline-level")) is not None:
                level = whole(found)
            elif level is None and (heading := HEADING_NAME.fullmatch(shown)) is not None:
                level = int(heading[1])
            if list_style is None:
                list_style = item.get(STYLE + "list-style-name")
            name = item.get(STYLE + "parent-style-name", "")
        return ParagraphStyle(title, level or None, caption, list_style)

    def label(self, state: ListState, at: int, start: int | None = None) -> str:
        """Count an item of a list on level ``at`` (from 1) and give its number or bullet."""
        levels = self._lists.get(state.style, {})
        nearest = max((key for key in levels if key <= at), default=0)
        level = levels.get(nearest, _Level(bullet="" if state.style == _OUTLINE else _BULLET))
        if start is not None:
            state.counts[at] = start
        else:
            state.counts[at] = state.counts[at] + 1 if at in state.counts else level.start
        for deeper in [key for key in state.counts if key > at]:
            del state.counts[deeper]
        if level.bullet:
            return level.bullet
        if not level.number_format:
            return ""
        numbers = []
        for place in range(max(at - level.levels_shown + 1, 1), at + 1):
            other = level if place == at else levels.get(place, _Level())
            if other.number_format:
                count = state.counts.setdefault(place, other.start)
                numbers.append(ordinal(count, other.number_format))
        return f"{level.prefix}{'.'.join(numbers)}{level.suffix}".strip()


def _levels(parent: Element) -> Iterator[tuple[int, _Level]]:
    for item in parent:
        at = whole(item.get(TEXT + "level"))
        if item.tag == TEXT + "list-level-style-number" or item.tag == TEXT + "outline-level-style":
            yield (
                at,
                _Level(
                    item.get(STYLE + "num-format", ""),
                    item.get(STYLE + "num-prefix", ""),
                    item.get(STYLE + "num-suffix", ""),
                    whole(item.get(TEXT + "display-levels"), 1),
                    whole(item.get(TEXT + "start-value"), 1),
                ),
            )
        elif item.tag == TEXT + "list-level-style-bullet":
            char = item.get(TEXT + "bullet-char", "").strip()
            plain = len(char) == 1 and not char.isalnum() and not "\ue000" <= char <= "\uf8ff"
            yield at, _Level(bullet=char if plain else _BULLET)
