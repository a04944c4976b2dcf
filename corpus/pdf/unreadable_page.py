"""Which pages have no real text: drawn as images or outlines, or with a text layer that is no language.

Recognition (OCR) completes such a page; the real text that is on it stays.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import StrEnum

from corpus.boxes import Box
from corpus.pdf.layout import DrawnPage, Line, Shape


class PageText(StrEnum):
    """What the text of a page is worth."""

    REAL = "tekst"
    BLANK = "leeg"
    NONE = "geen tekst"
    IMAGES = "tekst als beeld"
    GARBAGE = "onleesbare tekstlaag"


_MANY_IMAGES, _FEW_CHARACTERS = 40, 900
_IMAGE_SHARE, _HARDLY_ANY_CHARACTERS = 0.5, 400
"""Measured on government PDFs: body text drawn as many images, or one image of the whole page."""
_OUTLINES = 150
"""So many small filled paths besides little text are outlined letters: two or three lines of them."""
_LARGEST_OUTLINE = 40.0
_THIN = 2.0
"""Points: drawn no wider or higher than this is a rule."""
_BACKGROUND = 0.95
"""A shape over this share of the page is its background."""

_MOST_DAMAGED = 0.1
"""Recognition misreads 4 to 8 % of the words; a text layer with more wrong ones is worse than that."""
_LEAST_DAMAGED = 5
_MIN_PAIRS = 100
"""Letter pairs below which the share of common ones says too little."""
_LEAST_COMMON = 0.33
"""Measured on stretches of 600 characters, on other texts than it was chosen on: Dutch 0.61 and up,
English 0.47; of 4,439 stretches with letters shifted, swapped or left out six had more than 0.33, mostly
it is 0.1. Eleven other European languages have 0.35 (Polish) and up."""
_COMMON_PAIRS = frozenset(
    re.findall(
        r"\w\w",
        "aa al am an ar as at be ce ch co de ea ed ee eg ei ek el em en er es et ge gi ha he hi ic ie "
        "ij in io is it ke ki ks kt le li ll ma me nd ne ng ni nk nt oe of om on oo or ou ra rd re ri "
        "rk ro rs rt sa se si st ta te th ti to tu ur va ve vo wa we wi ze",
    )
)
"""The most frequent letter pairs of the startcorpus (70) and of English (50; P. Norvig, "English
Letter Frequency Counts", 2012)."""
_NO_PROSE = re.compile(r"[\d@/\\_=]|www\.")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_ABBREVIATION = 5
_LAST_LATIN = "\u024f"

_MOJIBAKE = re.compile(
    "[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰‹‘’“”•–—˜™›Œœ]|â[€‚„][^\\w\\s]|ï(?:¬[\u0080-\u0086]|»¿|¿½)"
)
"""UTF-8 that was read as Windows-1252."""


def judge(page: DrawnPage) -> PageText:
    """What the text of a page is worth; all but ``REAL`` and ``BLANK`` ask for recognition."""
    if _damaged(page.lines):
        return PageText.GARBAGE
    characters = sum(len(line.text.replace(" ", "")) for line in page.lines)
    if not characters:
        return PageText.NONE if _is_drawn(page) else PageText.BLANK
    if characters < _FEW_CHARACTERS and len(page.images) >= _MANY_IMAGES:
        return PageText.IMAGES
    if characters < _HARDLY_ANY_CHARACTERS and _image_share(page) > _IMAGE_SHARE:
        return PageText.IMAGES
    if characters < _FEW_CHARACTERS and sum(map(_is_outline, page.shapes)) >= _OUTLINES:
        return PageText.IMAGES
    return PageText.REAL


def readable(lines: Sequence[Line]) -> tuple[Line, ...]:
    """What is left of a ``GARBAGE`` page: no lines in a font that is no language, or with damaged words."""
    garbled = _garbled_fonts(lines)
    return tuple(
        line for line in lines if line.style.font not in garbled and not any(map(_is_damaged, _words(line)))
    )


def _damaged(lines: Sequence[Line]) -> bool:
    """Whether more words are wrong than recognition would misread."""
    garbled = _garbled_fonts(lines)
    words = damaged = 0
    for line in lines:
        found = _words(line)
        words += len(found)
        damaged += len(found) if line.style.font in garbled else sum(map(_is_damaged, found))
    return damaged >= _LEAST_DAMAGED and damaged > _MOST_DAMAGED * words


def _words(line: Line) -> list[str]:
    return [word for word in line.text.split() if len(word) > 1]


def _is_damaged(word: str) -> bool:
    """Whether characters inside have no meaning; symbols at its ends may be bullets or icons."""
    inside = word.strip("".join(char for char in {word[0], word[-1]} if "\ue000" <= char <= "\uf8ff"))
    strange = sum(char == "\ufffd" or unicodedata.category(char) in ("Cc", "Cn", "Co") for char in inside)
    return strange > 0 or _MOJIBAKE.search(word) is not None


def _garbled_fonts(lines: Sequence[Line]) -> frozenset[str]:
    """The fonts whose letters are no language; fonts with little text are judged together."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for line in lines:
        texts[line.style.font].append(line.text)
    pairs = {font: _letter_pairs(text) for font, text in texts.items()}
    small = [font for font, found in pairs.items() if len(found) < _MIN_PAIRS]
    together = [pair for font in small for pair in pairs[font]]
    garbled = {font for font, found in pairs.items() if _is_no_language(found)}
    return frozenset(garbled | set(small) if _is_no_language(together) else garbled)


def _letter_pairs(texts: Iterable[str]) -> list[str]:
    """Neighbouring letters in words of Latin script, without accents; no codes, addresses, acronyms."""
    pairs = []
    for token in " ".join(texts).split():
        if _NO_PROSE.search(token):
            continue
        for word in _LETTERS.findall(token):
            if len(word) <= _ABBREVIATION and word.isupper():
                continue
            folded = unicodedata.normalize("NFKD", word.lower())
            letters = "".join(char for char in folded if not unicodedata.combining(char))
            if max(letters) <= _LAST_LATIN:
                pairs += [letters[place : place + 2] for place in range(len(letters) - 1)]
    return pairs


def _is_no_language(pairs: Sequence[str]) -> bool:
    common = sum(pair in _COMMON_PAIRS for pair in pairs)
    return len(pairs) >= _MIN_PAIRS and common < _LEAST_COMMON * len(pairs)


def _is_drawn(page: DrawnPage) -> bool:
    """Whether there is anything besides rules and a background."""
    if any(_area_on(page, box) > 0 for box in page.images):
        return True
    width, height = page.frame
    return any(
        min(shape.box.width, shape.box.height) > _THIN
        and 0 < _area_on(page, shape.box) < _BACKGROUND * width * height
        for shape in page.shapes
    )


def _is_outline(shape: Shape) -> bool:
    box = shape.box
    return shape.fill is not None and _THIN <= box.height <= _LARGEST_OUTLINE >= box.width > 0


def _image_share(page: DrawnPage) -> float:
    width, height = page.frame
    return sum(_area_on(page, box) for box in page.images) / max(width * height, 1.0)


def _area_on(page: DrawnPage, box: Box) -> float:
    """Square points of a box that lie on the page."""
    width, height = page.frame
    across = min(box.right, width) - max(box.left, 0.0)
    down = min(box.bottom, height) - max(box.top, 0.0)
    return max(across, 0.0) * max(down, 0.0)
