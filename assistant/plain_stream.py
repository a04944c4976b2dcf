"""What a model writes, as plain text: markup, links, images and HTML are taken out while it streams.

What may still become something else (half a link, half a tag) is held back until that is certain,
so the result is the same however the text is cut into pieces.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

LONGEST_HOLD = 600
"""Characters held back at most for what may become a link or tag; then it is taken for unfinished."""
MOST_KEYS = 20
"""Of one range: [1-500] says nothing about a sentence."""
LINE_END = "\n"
BOLD = "\x02"
"""Stands where bold begins or ends; a control character of the model itself is taken out."""

_NO_SHAPE = frozenset({"Cc", "Cf", "Cs", "Cn", "Co"})
"""Control, zero-width and direction characters, lone surrogates, unassigned and private ones."""
_AS_WRITTEN = str.maketrans(
    {"【": "[", "】": "]", "［": "[", "］": "]", "\t": " ", "\u2028": "\n", "\u2029": "\n"}
)
_MARK = re.compile(
    r"[\s^]*(?:(?:bron|bronnen|passages?|nr\.?)\s*:?\s*)?"
    r"\d{1,4}(?:\s*(?:,|;|-|–|en|&|t/m)\s*\d{1,4})*[\s\\]*",
    re.IGNORECASE,
)
_KEYS = re.compile(r"(\d+)\s*(?:-|–|t/m)\s*(\d+)|(\d+)")
_OPENER = re.compile(r"[\[<!`*_~\\\n]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")
_HALF_ENTITY = re.compile(r"&[#\w]{0,31}\Z")
_ADDRESS = re.compile(r"<(https?://[^\s<>]+|(?:mailto:)?[^\s<>:@]+@[^\s<>]+)>")
_TAG_NAME = re.compile(r"<(/?)\s*([A-Za-z][A-Za-z0-9]*)")
_DROPPED_WHOLE = frozenset({"script", "style", "iframe", "svg", "object", "template"})
_LINES = {
    **dict.fromkeys(("br", "p", "ul", "ol", "div", "tr", "table", "blockquote", "hr", "section"), "\n"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "\n# "),
    "li": "\n- ",
}
_FENCE = re.compile(r"`{3,}[\w+-]*")
_RUN = re.compile(r"`+|\*+|_+|~+")


@dataclass(frozen=True, slots=True)
class Mark:
    """The numbers of one mark, such as [1, 3]."""

    keys: tuple[int, ...]


Token = str | Mark


def plain(pieces: Iterable[str]) -> Iterator[Token]:
    """Text and marks in order; each line end is a token of its own, and bold is ``BOLD``."""
    stream = _Stream()
    for piece in pieces:
        yield from stream.add(piece)
    yield from stream.finish()


class _Wait(Exception):  # noqa: N818 - no error: what comes next decides
    """More text is needed to know what this is."""


class _Stream:
    """The text that is not yet certain, and what stands before it."""

    def __init__(self) -> None:
        self._undecoded = ""
        self._held = ""
        self._last = "\n"
        self._line_is_empty = True
        self._final = False
        self._handlers: dict[str, Callable[[], Token | None]] = {
            "\n": self._line_end,
            "[": self._bracket,
            "!": self._image,
            "<": self._tag,
            "\\": self._escaped,
            "`": self._code,
            "*": self._emphasis,
            "_": self._emphasis,
            "~": self._emphasis,
        }

    def add(self, piece: str) -> Iterator[Token]:
        self._undecoded += _visible(piece)
        half = _HALF_ENTITY.search(self._undecoded)
        end = half.start() if half else len(self._undecoded)
        self._held += _decoded(self._undecoded[:end])
        self._undecoded = self._undecoded[end:]
        yield from self._tokens()

    def finish(self) -> Iterator[Token]:
        self._held += _decoded(self._undecoded)
        self._undecoded = ""
        self._final = True
        yield from self._tokens()

    def _tokens(self) -> Iterator[Token]:
        while self._held:
            opener = _OPENER.search(self._held)
            if opener is None or opener.start():
                token: Token | None = self._take(opener.start() if opener else len(self._held))
            else:
                try:
                    token = self._handlers[self._held[0]]()
                except _Wait:
                    return
            if isinstance(token, str) and token:
                self._last = token[-1]
                self._line_is_empty = self._last == "\n" or (self._line_is_empty and token.isspace())
            if token:
                yield token

    def _take(self, count: int, instead: str = "") -> str:
        """The first characters, taken off; ``instead`` is put in their place to be read again."""
        taken = self._held[:count]
        self._held = instead + self._held[count:]
        return taken

    def _char(self, place: int) -> str:
        """The character there; empty after the end of the text."""
        if place < len(self._held):
            return self._held[place]
        if self._final:
            return ""
        raise _Wait

    def _find(self, closing: str, start: int, opening: str = "", stop: str = "\n") -> int:
        """Where what is open ends, brackets inside skipped; -1 where ``stop`` or too much comes first."""
        depth = 0
        for place in range(start, start + LONGEST_HOLD):
            char = self._char(place)
            if not char or char == stop:
                return -1
            if char == closing and not depth:
                return place
            depth += (char == opening) - (char == closing)
        return -1

    def _line_end(self) -> Token:
        return self._take(1)

    def _target_end(self, start: int) -> int:
        """The place after a link's target that begins at ``start``; unfinished ones end at white space."""
        end = self._find(")", start + 1, "(")
        if end >= 0:
            return end + 1
        end = start
        while end < start + LONGEST_HOLD and (char := self._char(end)) and not char.isspace():
            end += 1
        return end

    def _bracket(self) -> Token | None:
        end = self._find("]", 1, "[")
        if end < 0:
            return self._take(1)
        content = self._held[1:end]
        is_mark = _MARK.fullmatch(content) is not None
        if self._char(end + 1) == "(":
            after = self._target_end(end + 1)
            self._take(after, "" if is_mark else content)
        elif is_mark:
            self._take(end + 1)
        else:
            return self._take(1)
        return Mark(_keys(content)) if is_mark else None

    def _image(self) -> Token | None:
        if self._char(1) != "[":
            return self._take(1)
        end = self._find("]", 2, "[")
        if end < 0 or self._char(end + 1) != "(":
            return self._take(1)
        self._take(self._target_end(end + 1))
        return None

    def _tag(self) -> Token | None:
        following = self._char(1)
        if following.isspace() or following.isdigit():
            return self._take(1)
        end = self._find(">", 1, stop="<")
        if end < 0:
            self._take(1)
            return None
        address = _ADDRESS.match(self._held)
        if address:
            self._take(address.end(), address[1])
            return None
        found = _TAG_NAME.match(self._held)
        closing, name = (found[1], found[2].lower()) if found else ("", "")
        if self._held.startswith("<!--"):
            end = max(end, self._end_of("-->"))
        elif name in _DROPPED_WHOLE and not closing:
            end = max(end, self._end_of(f"</{name}>"))
        line = _LINES.get(name, "")
        self._take(end + 1, "\n" if line and closing else line)
        return None

    def _end_of(self, closing: str) -> int:
        """The last place of the text that closes what is dropped whole; -1 if it comes not in time."""
        end = self._held[: LONGEST_HOLD * 4].lower().find(closing)
        if end < 0 and len(self._held) < LONGEST_HOLD * 4 and not self._final:
            raise _Wait
        return end + len(closing) - 1 if end >= 0 else -1

    def _escaped(self) -> Token | None:
        following = self._char(1)
        if following and following.isascii() and not following.isalnum() and following != "\n":
            self._take(1)
            return None
        return self._take(1)

    def _code(self) -> Token | None:
        run = _FENCE.match(self._held) if self._line_is_empty else _RUN.match(self._held)
        run = run or _RUN.match(self._held)
        end = run.end() if run else 1
        self._char(end)
        self._take(end)
        return None

    def _emphasis(self) -> Token | None:
        run = _RUN.match(self._held)
        length = run.end() if run else 1
        following = self._char(length)
        sign = self._held[0]
        if sign == "*" and length == 1 and (following.isspace() or not following):
            if self._line_is_empty or self._last.isspace():
                return self._take(1)
        elif sign == "~" and length == 1:
            return self._take(1)
        elif sign == "_" and self._last.isalnum() and following.isalnum():
            return self._take(length)
        self._take(length)
        return BOLD if length > 1 and sign != "~" else None


def _decoded(text: str) -> str:
    """The text with its HTML entities as what they stand for, once."""
    return _ENTITY.sub(lambda found: _visible(html.unescape(found[0])), text)


def _visible(text: str) -> str:
    """The text without characters that have no shape; line ends stay."""
    text = text.translate(_AS_WRITTEN)
    if text.isprintable():
        return text
    return "".join(
        char
        for char in text
        if char == "\n" or char.isprintable() or unicodedata.category(char) not in _NO_SHAPE
    )


def _keys(content: str) -> tuple[int, ...]:
    """The numbers that a mark names; a range gives all of them, a very long one only its ends."""
    found: list[int] = []
    for first, last, single in _KEYS.findall(content):
        if single:
            found.append(int(single))
        elif 0 <= int(last) - int(first) < MOST_KEYS:
            found += range(int(first), int(last) + 1)
        else:
            found += [int(first), int(last)]
    return tuple(dict.fromkeys(found))
