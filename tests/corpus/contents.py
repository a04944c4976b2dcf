"""What a reader gave, in forms that a test can compare."""

from corpus.compose import Content


def texts(content: Content) -> list[str]:
    """The text of every block, by way of its span."""
    return [text for _, _, text in blocks(content)]


def blocks(content: Content) -> list[tuple[str, str, str]]:
    """Kind, marker and text of every block, in order."""
    found = [block for section in content.sections for block in section.blocks]
    return [
        (block.kind.value, block.marker, _text(content, block.span.page)[block.span.start : block.span.end])
        for block in found
    ]


def paths(content: Content) -> list[tuple[str, ...]]:
    return [section.path for section in content.sections]


def marks(content: Content) -> list[tuple[str, str]]:
    """The mark of every note reference, and the word it stands after."""
    return [(note.mark, _text(content, note.at.page)[: note.at.start].split()[-1]) for note in content.notes]


def _text(content: Content, page: int) -> str:
    return content.pages[page].text
