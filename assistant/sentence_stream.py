"""From what a model writes, piece by piece, to finished sentences with the numbers that they cite."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from assistant.checks.values import Draft
from assistant.plain_stream import BOLD, LINE_END, Mark, Token, plain
from corpus.clean import one_line
from index.sentences import sentence_spans

LONGEST = 1_000
"""Characters of a sentence; text without an end is cut here. The longest quotable sentence has 80 words."""
_ROOM = 200
"""Characters after ``LONGEST`` in which the marks and signs that close a sentence may still stand."""
_WORD = 60
"""Characters of the word after a full stop that decide whether a sentence ends there."""

_MARK = "\x03"
"""Stands in a line where a mark was."""
_CLOSING = "\"'”’»)\\]"
_PREFIX = re.compile(
    r"[\s\x02]*(?:>\s*)*(?:(?:[-+*•–—·▪◦‣]|\d{1,2}[.)]|[a-z]\))(?=\s)[\s\x02]*)?(?:\[[ xX]?\]\s+)?[\s\x02]*"
)
"""What stands before the text of a line: signs of quoted mail, a bullet or number, a box to tick."""
_END = re.compile(
    rf"[.!?…][{_CLOSING}\x02]*+(?:\s*[\x02\x03])*+[{_CLOSING}]*+(?:\s+|(?<=[\x02\x03]))(?=[^\s\x02\x03])"
)
_STOPPED = re.compile(rf"[.!?…:;][{_CLOSING}\s\x02\x03]*\Z")
_NEXT_WORD = re.compile(rf"\S{{1,{_WORD}}}(?=\s)|\S{{{_WORD}}}")
_LED_BY_MARK = re.compile(r"[\x02\s]*\x03[^\x03]*[.!?…][^\x03]*\Z")
_MARKS_AT_END = re.compile(r"(?:\s*[\x02\x03])*[\s\x02\x03]*\Z")
_HEADING = re.compile(r"[\s\x02]*#{1,6}\s")
_BOLD_LINE = re.compile(rf"\s*{BOLD}[^\x02\x03]+{BOLD}\s*:?\s*")
_SOURCE_LIST = re.compile(
    r"(?:geraadpleegde |gebruikte )?(?:bron|bronnen|bronvermelding|bronnenlijst|referenties|verwijzingen"
    r"|voetnoten|sources|references)",
    re.IGNORECASE,
)
_MOST_HEADING_WORDS = 8
_SIGNS = re.compile(r"[\x02\x03]")
_SPACE_BEFORE = re.compile(r"\s+(?=[.,;:!?…)])")
_SCRIPT = re.compile(r"(?:javascript|vbscript)\s*:\S*|\bdata\s*:\s*\w+/[\w+.-]+[;,]\S*", re.IGNORECASE)
_LEFT_OVER = re.compile(r"<(?=[A-Za-z/!?])|(?<=\])(?=\()")


def drafts(pieces: Iterable[str]) -> Iterator[Draft]:
    """The sentences of a text that comes in pieces, each as soon as it is certain where it ends.

    A mark may stand before or after the full stop. Headings, a list of sources, markup, images and
    the targets of links are left out. However the text is cut, the sentences are the same.
    """
    reader = _Reader()
    for token in chain(plain(pieces), (LINE_END,)):
        yield from reader.add(token)
    yield from reader.finish()


class _Line:
    """A line being read: its text with ``_MARK`` for each mark, and what the marks cite."""

    def __init__(self) -> None:
        self.text = ""
        self.keys: list[tuple[int, ...]] = []
        self.begun = False
        """Whether a sentence was already taken from it."""
        self._searched = 0

    def add(self, token: Token) -> None:
        """More text or a mark; white space comes once."""
        if isinstance(token, Mark):
            self.text += _MARK
            self.keys.append(token.keys)
            return
        text = re.sub(r"\s+", " ", token)
        self.text += text[1:] if self.text.endswith(" ") and text.startswith(" ") else text

    def is_heading(self) -> bool:
        """Whether it is marked as one."""
        return not self.begun and _HEADING.match(self.text) is not None

    def sentences(self, final: bool) -> Iterator[Draft]:
        """The sentences that are certain, taken off; ``final`` where nothing will be added."""
        if self.is_heading():
            self.text = self.text[:LONGEST]
            return
        while (end := self._end(final)) is not None:
            yield from self.taken(end)

    def _end(self, final: bool) -> int | None:
        """Where the first sentence ends; ``None`` where that is not known yet."""
        prefix = _PREFIX.match(self.text) if not self.begun else None
        start = max(self._searched, prefix.end() if prefix else 0)
        while found := _END.search(self.text, start, LONGEST + _ROOM):
            if found.start() >= LONGEST:
                break
            following = _NEXT_WORD.match(self.text, found.end())
            if following is None and not final:
                return None
            word = following[0] if following else self.text[found.end() :]
            if _is_boundary(self.text[: found.end()], word):
                return self._before_next_marks(found.end())
            start = self._searched = found.end()
        if len(self.text) < LONGEST + _ROOM + _WORD:
            return None
        return max(self.text.rfind(" ", 1, LONGEST), 0) or LONGEST

    def _before_next_marks(self, end: int) -> int:
        """The end without the marks after it, where marks come before their sentences in this line."""
        marks = _MARKS_AT_END.search(self.text, 0, end)
        led = marks and marks.start() and _LED_BY_MARK.match(self.text[: marks.start()])
        return marks.start() if marks and led else end

    def taken(self, end: int) -> Iterator[Draft]:
        """The sentence up to ``end``, taken off."""
        piece, self.text = self.text[:end], self.text[end:]
        count = piece.count(_MARK)
        keys, self.keys = self.keys[:count], self.keys[count:]
        if not self.begun:
            piece = _without_prefix(piece)
        self.begun, self._searched = True, 0
        text = _tidy(piece)
        if any(char.isalnum() for char in text):
            yield Draft(text, tuple(dict.fromkeys(key for group in keys for key in group)))


class _Reader:
    """The line being read; after its end it waits for a line of marks that belongs to it."""

    def __init__(self) -> None:
        self._line = _Line()
        self._ended = False
        self._blank = False
        self._next: list[Mark] = []
        self._in_source_list = False

    def add(self, token: Token) -> Iterator[Draft]:
        """The sentences that are certain with this token."""
        if self._ended:
            yield from self._between(token)
        elif token == LINE_END:
            self._ended = bool(self._line.text.strip())
            self._blank = False
        else:
            self._line.add(token)
            if not self._in_source_list:
                yield from self._line.sentences(final=False)

    def finish(self) -> Iterator[Draft]:
        """What is left when nothing more comes."""
        yield from self._flush()

    def _between(self, token: Token) -> Iterator[Draft]:
        if isinstance(token, Mark):
            self._next.append(token)
        elif token == LINE_END:
            self._blank = True
            for mark in self._next:
                self._line.add(mark)
            self._next = []
        elif token.strip(" " + BOLD):
            if not self._goes_on(token):
                yield from self._flush()
            self._ended = False
            self._line.add(" ")
            for mark in self._next:
                self._line.add(mark)
            self._next = []
            yield from self.add(token)

    def _goes_on(self, token: str) -> bool:
        """Whether a line goes on in the next: no full stop, and then a small letter."""
        first = token.lstrip(" " + BOLD)[:1]
        stopped = self._blank or self._next or _STOPPED.search(self._line.text)
        return first.islower() and not stopped and not self._line.is_heading()

    def _flush(self) -> Iterator[Draft]:
        """The sentences left in the line, unless it is a heading; then a new line begins."""
        line, self._line = self._line, _Line()
        if _is_heading(line):
            title = _tidy(_HEADING.sub("", line.text)).strip(" :,;")
            self._in_source_list = _SOURCE_LIST.fullmatch(title) is not None
        elif not self._in_source_list:
            yield from line.sentences(final=True)
            yield from line.taken(len(line.text))


def _is_heading(line: _Line) -> bool:
    """Whether a line names what follows: marked as a heading, or a few words without a full stop."""
    if line.is_heading() or (not line.begun and _BOLD_LINE.fullmatch(line.text)):
        return True
    words = _tidy(line.text).strip(" :,;")
    if _SOURCE_LIST.fullmatch(words) and not line.begun:
        return True
    stopped = _STOPPED.search(line.text.rstrip().removesuffix(":"))
    is_item = _without_prefix(line.text) != line.text.lstrip()
    short = len(words.split()) <= _MOST_HEADING_WORDS
    return not (line.begun or line.keys or stopped or is_item) and short


def _is_boundary(before: str, following: str) -> bool:
    """Whether a sentence ends between these, as ``index.sentences`` has it."""
    first = _SIGNS.sub("", _without_prefix(before)).strip()
    text = f"{first} {_SIGNS.sub('', following)}"
    return any(start == len(first) + 1 for start, _ in sentence_spans(text))


def _without_prefix(text: str) -> str:
    prefix = _PREFIX.match(text)
    return text[prefix.end() :] if prefix else text


def _tidy(text: str) -> str:
    """Plain text on one line, without marks and without what a screen could take for markup."""
    text = _SPACE_BEFORE.sub("", one_line(_SIGNS.sub("", text)))
    return _LEFT_OVER.sub(" ", _SCRIPT.sub("", text)).strip()
