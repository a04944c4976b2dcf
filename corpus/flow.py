"""What the readers of formats without pages share: running text with note marks, notes per section."""

from collections.abc import Set

from corpus.clean import one_line
from corpus.compose import Composer, Content, Piece

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Soft hyphen, zero width space, word joiner and byte order mark: places to break, no characters."""


def labelled(piece: Piece, label: str) -> Piece:
    """A text with a number printed before it; as it is without one."""
    if not label:
        return piece
    start = len(label) + 1
    return Piece(f"{label} {piece.text}", notes=tuple((at + start, mark) for at, mark in piece.notes))


class Inline:
    """Gathers running text from fragments and remembers where the marks of notes stood."""

    def __init__(self, text: str = "") -> None:
        self._runs: list[list[str]] = [[text]]
        self._marks: list[str] = []

    def add(self, text: str) -> None:
        """Add text as it stands; white space may be part of it."""
        self._runs[-1].append(text)

    def note(self, mark: str) -> None:
        """Put the mark of a note after the text so far."""
        self._marks.append(mark)
        self._runs.append([])

    def piece(self) -> Piece:
        """One line of printable text, with the offset of every mark."""
        out: list[str] = []
        notes: list[tuple[int, str]] = []
        length, gap = 0, False
        for number, fragments in enumerate(self._runs):
            if number:
                notes.append((length, one_line(self._marks[number - 1])))
            raw = "".join(fragments).translate(_INVISIBLE)
            text = one_line(raw)
            gap = gap or raw[:1].isspace()
            if not text:
                continue
            if gap and length:
                text = f" {text}"
            out.append(text)
            length += len(text)
            gap = raw[-1:].isspace()
        return Piece("".join(out), notes=tuple(notes))


class FlowComposer(Composer):
    """A composer for formats without pages: notes wait until the section of their mark ends."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[tuple[Piece, str]] = []
        self.first_heading: str | None = None

    def later_note(self, text: Piece, mark: str) -> None:
        """Add a note at the end of the section that is being written."""
        self._waiting.append((text, one_line(mark)))

    def heading(self, text: str | Piece, level: int) -> None:
        """Add a heading; the notes of the section before it come first, its own later."""
        piece = text if isinstance(text, Piece) else Piece(one_line(text))
        if piece.text:
            own = {mark for _, mark in piece.notes}
            self._write_notes(own)
            self.first_heading = self.first_heading or piece.text
        super().heading(piece, level)

    def content(
        self,
        title: str | None = None,
        date: str | None = None,
        warnings: tuple[str, ...] = (),
        kind: str | None = None,
        roles: tuple[str, ...] = (),
        unread: tuple[int, ...] = (),
    ) -> Content:
        """Everything written so far, the last notes included."""
        self._write_notes()
        return super().content(title, date, warnings, kind, roles, unread)

    def _write_notes(self, kept: Set[str] = frozenset()) -> None:
        for text, mark in self._waiting:
            if mark not in kept:
                self.note(text, mark)
        self._waiting = [(text, mark) for text, mark in self._waiting if mark in kept]
