"""PDF by way of pypdfium2: lines joined to paragraphs, larger or bold lines as headings.

A first reader: it follows the content stream, drops running headers and footers, keeps the
printed page number and mends words broken over two lines.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.compose import Composer, Content
from corpus.errors import UnreadableFileError
from corpus.pdf_lines import Line, page_lines

if TYPE_CHECKING:
    import pypdfium2

_BULLET = re.compile(r"^(?P<marker>[•●▪■◦○‣·–∙➢✓*]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)")
_HEADING_RATIO = 1.15
"""A line this much larger than the body text is a heading."""
_MARGIN = 0.12
_REPEATED = 0.25
"""Furniture: in the outer 12 % of the page and on at least a quarter of the pages."""
_MAX_LEVELS = 4
_CONTENTS_ENTRY = re.compile(r"\S.*?[\s.…]+\d{1,3}$")
_SENTENCE_END = (".", "!", "?", ":", ";", "”", '"')


def read_pdf(data: bytes, name: str) -> Content:
    """Read a PDF; pages without text are named in a warning.

    Raises:
        UnreadableFileError: encrypted, damaged, or without any text.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableFileError(
                name,
                "dit pdf-bestand is beveiligd met een wachtwoord.",
                "Bewaar het zonder wachtwoord en voeg het opnieuw toe.",
            ) from error
        raise UnreadableFileError(
            name,
            "dit pdf-bestand is beschadigd of niet compleet.",
            "Haal het opnieuw op en voeg het opnieuw toe.",
        ) from error
    try:
        pages, heights, labels = [], [], []
        for number in range(len(document)):
            page = document[number]
            pages.append(page_lines(page))
            heights.append(page.get_height())
            labels.append(document.get_page_label(number) or None)
            page.close()
        title = _metadata_title(document)
    finally:
        document.close()
    return _compose(pages, heights, labels, title, name)


def _metadata_title(document: "pypdfium2.PdfDocument") -> str | None:
    try:
        return document.get_metadata_value("Title") or None
    except UnicodeDecodeError:
        return None


def _compose(
    pages: Sequence[tuple[Line, ...]],
    heights: Sequence[float],
    labels: Sequence[str | None],
    metadata_title: str | None,
    name: str,
) -> Content:
    if not any(pages):
        raise UnreadableFileError(
            name,
            "in dit pdf-bestand staat geen leesbare tekst; het is waarschijnlijk een scan.",
            "Maak er eerst met tekstherkenning (OCR) een doorzoekbare pdf van.",
        )
    furniture = _furniture(pages, heights)
    sizes = _character_sizes(pages)
    body = sizes.most_common(1)[0][0]
    levels = _heading_levels(pages, body)
    words = _words(pages)
    composer = Composer()
    for number, lines in enumerate(pages, 1):
        kept = [line for line in lines if _shape(line, heights[number - 1]) not in furniture]
        printed = [line.text for line in lines if line not in kept and line.text.isdigit()]
        composer.page(number, printed[0] if printed else labels[number - 1])
        contents = _is_contents_page(kept)
        for group in _paragraphs(kept, body):
            if contents and _CONTENTS_ENTRY.match(group[-1].text):
                for line in group:
                    composer.paragraph(line.text)
            else:
                _write(composer, group, body, levels, words)
    empty = [str(number) for number, lines in enumerate(pages, 1) if not lines]
    warnings = (f"Zonder leesbare tekst: bladzijde {', '.join(empty)}.",) if empty else ()
    return composer.content(title=_title(pages[0], body) or metadata_title, warnings=warnings)


def _character_sizes(pages: Sequence[tuple[Line, ...]]) -> Counter[float]:
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[round(line.size, 0)] += len(line.text)
    return sizes


def _shape(line: Line, height: float) -> tuple[str, int] | None:
    """A line in a margin with its digits levelled, and which margin; ``None`` in the middle."""
    if line.bottom > height * (1 - _MARGIN):
        return (re.sub(r"\d+", "#", line.text), 1)
    if line.top < height * _MARGIN:
        return (re.sub(r"\d+", "#", line.text), -1)
    return None


def _furniture(pages: Sequence[tuple[Line, ...]], heights: Sequence[float]) -> set[tuple[str, int] | None]:
    seen: Counter[tuple[str, int]] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        seen.update({shape for line in lines if (shape := _shape(line, height)) is not None})
    least = max(3, len(pages) * _REPEATED)
    return {shape for shape, count in seen.items() if count >= least}


def _is_heading(line: Line, body: float) -> bool:
    letters = sum(char.isalpha() for char in line.text)
    if letters < 2 or len(line.text) > 200:
        return False
    if line.size >= body * _HEADING_RATIO:
        return True
    short = len(line.text) <= 90 and not line.text.endswith((".", ",", ";", ":"))
    return line.bold and short and line.size >= body * 0.95 and _BULLET.match(line.text) is None


def _heading_levels(pages: Sequence[tuple[Line, ...]], body: float) -> dict[float, int]:
    sizes = {round(line.size) for lines in pages for line in lines if _is_heading(line, body)}
    ordered = sorted(sizes, reverse=True)
    return {size: min(level, _MAX_LEVELS) for level, size in enumerate(ordered, 1)}


def _is_contents_page(lines: Sequence[Line]) -> bool:
    """Whether a third of the lines, and at least four, end in a page number."""
    entries = sum(_CONTENTS_ENTRY.match(line.text) is not None for line in lines)
    return entries >= max(4, len(lines) / 3)


def _paragraphs(lines: Sequence[Line], body: float) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _starts_block(groups[-1], line, body):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _starts_block(group: list[Line], line: Line, body: float) -> bool:
    before = group[-1]
    if before.hyphen:
        return False
    heading, was_heading = _is_heading(line, body), _is_heading(before, body)
    if heading != was_heading or _BULLET.match(line.text):
        return True
    if heading and round(line.size) != round(before.size):
        return True
    unfinished = not before.text.endswith(_SENTENCE_END) and line.text[:1].islower()
    if line.top > before.top + before.size * 0.5:  # up the page again: a new column
        return not unfinished
    gap = before.bottom - line.top
    if gap > before.size * 0.55:
        return not (unfinished and gap < before.size)
    width = max(member.right for member in group) - min(member.left for member in group)
    ragged = len(group) > 1 and before.right < max(member.right for member in group) - 0.25 * width
    return ragged and before.text.endswith((".", "!", "?"))


def _write(
    composer: Composer, group: list[Line], body: float, levels: dict[float, int], words: set[str]
) -> None:
    text = join_lines(group, words)
    if _is_heading(group[0], body):
        composer.heading(text, levels[round(group[0].size)])
        return
    bullet = _BULLET.match(text)
    if bullet is None:
        composer.paragraph(text)
    else:
        marker = bullet["marker"]
        composer.list_item(text[bullet.end() :], marker if marker[-1] in ".)" else "•")


def _words(pages: Sequence[tuple[Line, ...]]) -> set[str]:
    """The words as the document writes them within a line, hyphenated compounds included."""
    return {
        word.lower()
        for lines in pages
        for line in lines
        for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", line.text)
    }


def join_lines(lines: Sequence[Line], words: set[str]) -> str:
    """The lines as running text; a hyphen at a line end stays where it belongs to the word.

    It stays before or after a capital or digit and in front of "of" or "en" (then with a space);
    otherwise the document's own spelling decides, and without one the word is joined.
    """
    text = lines[0].text
    for before, line in pairwise(lines):
        if not before.hyphen:
            text = f"{text} {line.text}"
            continue
        head = re.split(r"[^\w-]", text)[-1]
        match = re.match(r"[\w-]+", line.text)
        tail = match[0] if match else ""
        if tail in ("of", "en"):
            text = f"{text}- {line.text}"
        elif _hyphen_stays(head, tail, words):
            text = f"{text}-{line.text}"
        else:
            text = f"{text}{line.text}"
    return f"{text}-" if lines[-1].hyphen else text


def _hyphen_stays(head: str, tail: str, words: set[str]) -> bool:
    if not (head[-1:].islower() and tail[:1].islower()):
        return True
    return f"{head}-{tail}".lower() in words and f"{head}{tail}".lower() not in words


def _title(lines: Sequence[Line], body: float) -> str | None:
    """The largest text on the first page, if it is clearly larger than the body text."""
    large = max((round(line.size) for line in lines), default=0)
    if large < body * 1.3:
        return None
    title = " ".join(line.text for line in lines if round(line.size) == large)
    return title if 3 <= len(title) <= 200 else None
