"""Lines as running text: words broken at line ends mended, raised note marks taken out."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.boxes import CharBoxes
from corpus.compose import Piece
from corpus.pdf.footnotes import marks
from corpus.pdf.hyphenation import Hyphenation, HyphenKind, document_words
from corpus.pdf.layout import Line

_SPACE = CharBoxes.nowhere(1)
_NO_SPACE_BEFORE = ("", " ", *";:,.)")
_LAST_WORD = re.compile(r"[^\s(\[/\"“‘„´'`]*$")
_FIRST_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Part:
    """The text of one line as it goes into running text."""

    text: str
    boxes: CharBoxes
    notes: tuple[tuple[int, str], ...]
    hyphen: bool


class Joiner:
    """Joins lines to pieces; ``removed_hyphens`` counts the hyphens that only broke a word."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._hyphenation = Hyphenation(words_within_lines(lines))
        self.removed_hyphens = 0

    def piece(self, lines: Sequence[Line], skip: int = 0) -> Piece:
        """The lines as one text without its first ``skip`` code points (a bullet or mark)."""
        text: list[str] = []
        boxes: list[CharBoxes] = []
        notes: list[tuple[int, str]] = []
        length = 0
        parts = [_part(line, skip if position == 0 else 0) for position, line in enumerate(lines)]
        for position, part in enumerate(parts):
            if position and length:
                part = self._attached(text, boxes, parts[position - 1], part)
                length = sum(map(len, text))
            notes += [(length + at, mark) for at, mark in part.notes]
            text.append(part.text)
            boxes.append(part.boxes)
            length += len(part.text)
        return Piece("".join(text), CharBoxes.joined(boxes), tuple(notes))

    def _attached(self, text: list[str], boxes: list[CharBoxes], before: _Part, part: _Part) -> _Part:
        """Make the end of the text ready for the next line; returns that line as it then reads."""
        if before.hyphen and before.text and part.text:
            sofar = before.text[:-1]
            head = _LAST_WORD.search(sofar)
            tail = _FIRST_WORD.match(part.text)
            if head is not None and tail is not None and head[0]:
                joint = self._hyphenation.joint(
                    head[0], tail[0], sofar[: head.start()].rstrip(), part.text[tail.end() :]
                )
                if joint.kind is HyphenKind.JOIN:
                    text[-1], boxes[-1] = text[-1][:-1], boxes[-1][:-1]
                    self.removed_hyphens += 1
                    return _Part(joint.tail + part.text[len(tail[0]) :], part.boxes, part.notes, part.hyphen)
                if joint.kind is HyphenKind.KEEP:
                    return part
        text.append(" ")
        boxes.append(_SPACE)
        return part


def words_within_lines(lines: Iterable[Line]) -> Counter[str]:
    """The words a document writes whole: the halves at broken line ends are left out."""
    texts = []
    broken = False
    for line in lines:
        text = line.text
        if broken:
            text = text.partition(" ")[2]
        if line.hyphen:
            text = text.rpartition(" ")[0]
        broken = line.hyphen
        texts.append(text)
    return document_words(texts)


def _part(line: Line, skip: int) -> _Part:
    """A line without its first ``skip`` code points and without note marks."""
    text: list[str] = []
    boxes: list[CharBoxes] = []
    notes: list[tuple[int, str]] = []
    at = length = 0
    for start, end, mark in [*marks(line), (len(line.text), len(line.text), "")]:
        keep = slice(max(at, skip), max(start, skip))
        text.append(line.text[keep])
        boxes.append(line.boxes[keep])
        length += keep.stop - keep.start
        if mark and start >= skip:
            notes.append((length, mark))
        at = end
    whole, whole_boxes = "".join(text), CharBoxes.joined(boxes)
    for at in sorted({at for at, _ in notes}, reverse=True):
        if whole[:at].endswith(" ") and whole[at : at + 1] in _NO_SPACE_BEFORE:  # stood before a mark
            whole = whole[: at - 1] + whole[at:]
            whole_boxes = CharBoxes.joined((whole_boxes[: at - 1], whole_boxes[at:]))
            notes = [(place - (place >= at), mark) for place, mark in notes]
    start = len(whole) - len(whole.lstrip())
    stop = len(whole.rstrip())
    return _Part(
        whole[start:stop],
        whole_boxes[start:stop],
        tuple((min(max(at - start, 0), stop - start), mark) for at, mark in notes),
        line.hyphen and stop == len(whole) and whole.endswith(("-", "\u2010")),
    )
