"""List and heading numbers of a DOCX as Word shows them (ECMA-376 part 1, 17.9)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from corpus.ordinals import ordinal

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACEHOLDER = re.compile(r"%([1-9])")
_STYLES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_BULLET = "•"
_MOST_LEVELS = 9


def value(parent: Element | None, name: str) -> str | None:
    """The ``w:val`` of a child element; ``None`` without one."""
    child = parent.find(W + name) if parent is not None else None
    return child.get(W + "val") if child is not None else None


def number(text: str | None, default: int = 0) -> int:
    """A whole number as XML has it; the default for anything else."""
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,9}", text) else default


def formatted(count: int, number_format: str) -> str:
    """A number in one of Word's formats (``w:numFmt``); digits in a format that is not Latin."""
    if number_format == "decimalZero":
        return f"{count:02}"
    return ordinal(count, _STYLES.get(number_format, "1"))


@dataclass(slots=True)
class _Level:
    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class _List:
    """An instance (``w:num``): the counters it shares, its levels, and starts not yet applied."""

    counters: dict[int, int]
    levels: dict[int, _Level]
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of one document; call ``label`` in document order."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, _List] = {}
        if root is None:
            return
        abstracts = {item.get(W + "abstractNumId", ""): item for item in root.iter(W + "abstractNum")}
        linked = {value(item, "styleLink"): key for key, item in abstracts.items()}
        counters: dict[str, dict[int, int]] = {}
        for item in root.iter(W + "num"):
            key = value(item, "abstractNumId") or ""
            key = linked.get(value(abstracts.get(key), "numStyleLink") or "", key)
            if key in abstracts:
                shared = counters.setdefault(key, {})
                levels = dict(_levels(abstracts[key]))
                self._lists[item.get(W + "numId", "")] = _instance(item, levels, shared)

    def level_of_style(self, num_id: str, style: str) -> int | None:
        """The level of a list that belongs to a paragraph style."""
        levels = self._lists[num_id].levels if num_id in self._lists else {}
        return next((number for number, level in levels.items() if level.style == style), None)

    def label(self, num_id: str, at: int) -> str | None:
        """Count a paragraph and give its number or bullet; ``None`` if it has no list."""
        found = self._lists.get(num_id)
        if found is None or at not in found.levels:
            return None
        level, counters = found.levels[at], found.counters
        if at in found.restarts:
            counters[at] = found.restarts.pop(at)
        else:
            counters[at] = counters[at] + 1 if at in counters else level.start
        for deeper in [key for key in counters if key > at]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or at < restart:
                del counters[deeper]
        if level.number_format == "bullet":
            return _bullet(level.text)

        def shown(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            other = found.levels.get(place, _Level())
            style = "decimal" if level.legal else other.number_format
            return "" if style == "none" else formatted(counters.setdefault(place, other.start), style)

        return _PLACEHOLDER.sub(shown, level.text).strip()


def _bullet(text: str) -> str:
    """The bullet as printed; those of symbol fonts and the letter o have no meaning elsewhere."""
    shown = text.strip()
    return shown if len(shown) == 1 and not shown.isalnum() and not "\ue000" <= shown <= "\uf8ff" else _BULLET


def _levels(parent: Element) -> Iterator[tuple[int, _Level]]:
    for item in parent.findall(W + "lvl"):
        at = number(item.get(W + "ilvl"), -1)
        if not 0 <= at < _MOST_LEVELS:
            continue
        restart = value(item, "lvlRestart")
        legal = item.find(W + "isLgl")
        yield (
            at,
            _Level(
                number(value(item, "start"), 1),
                value(item, "numFmt") or "decimal",
                value(item, "lvlText") or "",
                number(restart) if restart is not None else None,
                legal is not None and legal.get(W + "val") not in ("0", "false"),
                value(item, "pStyle"),
            ),
        )


def _instance(item: Element, levels: dict[int, _Level], counters: dict[int, int]) -> _List:
    restarts: dict[int, int] = {}
    for override in item.findall(W + "lvlOverride"):
        levels.update(_levels(override))
        at = number(override.get(W + "ilvl"), -1)
        start = value(override, "startOverride")
        if start is not None and at in levels:
            restarts[at] = number(start, 1)
            levels[at] = replace(levels[at], start=restarts[at])
    return _List(counters, levels, restarts)
