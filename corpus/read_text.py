"""Plain text: paragraphs, headings, lists and pages from blank lines, marks and form feeds."""

from corpus.clean import printable
from corpus.compose import Composer, Content
from corpus.text.letter import CLOSING, letter_facts
from corpus.text.lines import Part, PartKind, heading_level, is_heading, parts_of

_FORM_FEED = "\f"


def decode(data: bytes) -> str:
    """Bytes as text: byte order mark, UTF-8, else Windows-1252 (the old Dutch office default)."""
    return printable(_characters(data).replace(_FORM_FEED, "\n\n"))


def _characters(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def looks_binary(data: bytes) -> bool:
    """Whether bytes are no text at all: NUL bytes, or many control characters, without a BOM."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    head = data[:8192]
    control = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return b"\x00" in head or control > len(head) * 0.02


def read_text(data: bytes) -> Content:
    """Read plain text; headings are short lines that stand alone, a form feed ends a page.

    A text without form feeds has no pages. Lines that an editor wrapped are joined by a space;
    a hyphen at the end of a line stays as it is. The date and subject of a letter become its
    date and title.
    """
    pages = [printable(page) for page in _characters(data).split(_FORM_FEED)]
    while len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    writer = _Writer()
    for number, page in enumerate(pages, 1):
        if len(pages) > 1:
            writer.composer.page(number)
        writer.write(_blocks(page))
    facts = letter_facts(pages[0])
    return writer.composer.content(title=writer.title or facts.subject, date=facts.date)


def _blocks(text: str) -> list[list[str]]:
    """The lines between blank lines."""
    blocks: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


class _Writer:
    """``title`` is the heading that the text begins with."""

    def __init__(self) -> None:
        self.composer = Composer()
        self.title: str | None = None
        self._begun = False
        self._closed = False

    def write(self, blocks: list[list[str]]) -> None:
        """Write the blocks of one page."""
        for position, block in enumerate(blocks):
            followed = position + 1 < len(blocks)
            before = blocks[position - 1][0] if position else ""
            after = blocks[position + 1][0] if followed else ""
            if len(block) == 1 and followed and not self._closed and is_heading(block[0], before, after):
                self._heading(block[0], None)
            else:
                for part in parts_of(block, closed=self._closed):
                    self._part(part)
            self._begun = True
            # what follows the greeting of a letter is who signs it
            self._closed = self._closed or CLOSING.match(block[-1]) is not None

    def _part(self, part: Part) -> None:
        if part.kind is PartKind.HEADING:
            self._heading(part.text, part.level)
        elif part.kind is PartKind.ITEM:
            self.composer.list_item(part.text, part.marker)
        else:
            self.composer.paragraph(part.text)
        self._begun = True

    def _heading(self, line: str, level: int | None) -> None:
        """A heading; below the title, if the text begins with one, unless its lines say otherwise."""
        if not self._begun:
            self.title = " ".join(line.split())
            self.composer.heading(line, 1)
        else:
            self.composer.heading(line, heading_level(line) if level is None else level)
