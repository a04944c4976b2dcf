"""Headings by style: which blocks that stand out are headings, and the rank of their styles.

The rules are relative to the body text of the document. Large text is a heading unless it reads
as a sentence or labels a drawing; bold text of body size must also stand alone between paragraphs,
and text that only differs in slant, colour or font must have running text right below it as well.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from corpus.pdf.heading_blocks import Block
from corpus.pdf.heading_text import (
    is_bullet,
    is_contents_title,
    is_item,
    labelled,
    never_a_heading,
    numbering,
    reads_on,
)
from corpus.pdf.layout import Line, Style

_MOST_LINES = 4
_MOST_WORDS, _MOST_WORDS_SMALL = 25, 16
_LONGEST = 200
_MUCH_LARGER = 1.3
_SPACED = 1.2
"""Space above in usual line distances from which a line stands apart; paragraphs have 1.0."""
_NEAR = 2.6
"""How far below, in line distances, the text under a heading of body size starts at most."""
_LEAST_GOOD, _LEAST_GOOD_BOLD = 0.5, 0.15
"""A style of body size in which fewer of the blocks look like headings is emphasis; bold serves for both."""
_LARGEST_SHARE = 0.2
"""A style of body size with more of the characters of a document is a second kind of body text."""
_FEWEST_WORDS = 4
"""Words in a line of running text; shorter lines are functions below names, cells or labels."""
_BANNER = 0.3
"""Part of the page width from which a filled bar spans a column; boxes in flowcharts are narrower."""
_WORD = re.compile(r"[^\W\d_]{2,}")


def found_by_style(candidates: Sequence[Block], characters: int) -> list[Block]:
    """The candidates that are headings, given all characters of the document."""
    verdicts: dict[Style, Counter[bool]] = defaultdict(Counter)
    share: Counter[Style] = Counter()
    good: list[Block] = []
    striking = {line_id for block in candidates for line_id in block.ids}
    for block in candidates:
        share[block.style] += len(block.text)
        if is_bullet(block.text):
            continue
        accepted = _is_heading(block, striking)
        verdicts[block.style][accepted] += 1
        if accepted:
            good.append(block)
    return [
        block
        for block in good
        if block.large
        or (share[block.style] <= _LARGEST_SHARE * characters and _mostly(verdicts[block.style], block.style))
    ]


def _mostly(verdict: Counter[bool], style: Style) -> bool:
    return verdict[True] >= (_LEAST_GOOD_BOLD if style.bold else _LEAST_GOOD) * verdict.total()


def _is_heading(block: Block, striking: set[tuple[int, int]]) -> bool:
    text = block.text
    if len(text) > _LONGEST or len(block.lines) > _MOST_LINES or never_a_heading(text):
        return False
    numbered = numbering(text).depth > 0 or labelled(text)
    if block.large and is_contents_title(text):
        return True
    words = len(_WORD.findall(text))
    if words > (_MOST_WORDS if block.large else _MOST_WORDS_SMALL) or _is_sentence(block, numbered):
        return False
    if block.rows > 1 or (block.rows and not block.large and not numbered and not _has_text_below(block)):
        return False  # the header of a table, or labels in a drawing
    if not _fits_box(block):
        return False
    if block.body.recognised:
        return _stands_alone(block, numbered, striking) and not _continues(block)
    if block.style.size >= _MUCH_LARGER * block.body.size:
        return True
    return _whole(block) and (block.large or _stands_alone(block, numbered, striking))


def _continues(block: Block) -> bool:
    """Whether the line below goes on with the sentence: a line of body text measured too large."""
    return block.below is not None and block.below.text[:1].islower()


def _is_sentence(block: Block, numbered: bool) -> bool:
    text = block.text
    if reads_on(text):
        return True
    first = text.lstrip("\"'“”‘’„‚«´`(")[:1]
    if not numbered and not first.isupper() and not first.isdigit():
        return True
    return not block.large and not numbered and text.endswith(":")


def _fits_box(block: Block) -> bool:
    """Not a label in a drawing: in a filled shape it is a banner, or a title with running text below.

    Below a banner, which is wide, the text stands outside any shape; below the title of a text
    box it belongs to the same shape.
    """
    if block.inside is None:
        return True
    below = block.below
    if block.large and block.below_inside is None and block.inside.width >= _BANNER * block.page_width:
        return below is not None
    if below is None or _same_look(below.style, block.lines[-1].style):
        return False
    labels = is_item(below.text) or len(_WORD.findall(below.text)) < 3
    if labels and block.sentences < 2:
        return False
    return block.below_inside is None or _holds(block.below_inside, block.inside)


def _has_text_below(block: Block) -> bool:
    """Whether running text follows: sentences in its box, a line of some words, or lines in one style."""
    below, after = block.below, block.after
    if below is None:
        return False
    if block.sentences > 1 or len(below.text.split()) >= _FEWEST_WORDS:
        return True
    if after is None or after.baseline - below.baseline > _SPACED * block.body.leading:
        return False
    return after.style == below.style and len(below.text.split()) > 1


def _holds(outer: tuple[float, float, float, float], inner: tuple[float, float, float, float]) -> bool:
    return (
        outer[0] <= inner[0] + 2
        and outer[1] <= inner[1] + 2
        and outer[2] >= inner[2] - 2
        and outer[3] >= inner[3] - 2
    )


def _whole(block: Block) -> bool:
    """Whether nearly all of the block is in its style, but for spaces and note marks."""
    same = total = 0
    for line in block.lines:
        ends = [run.start for run in line.styles[1:]] + [len(line.text)]
        for run, end in zip(line.styles, ends, strict=True):
            length = len(line.text[run.start : end].strip())
            if run.style.size < 0.8 * line.size or not any(
                char.isalnum() for char in line.text[run.start : end]
            ):
                continue
            total += length
            if (run.style.bold, run.style.italic) == (line.style.bold, line.style.italic):
                same += length
    return same >= 0.9 * total


def _stands_alone(block: Block, numbered: bool, striking: set[tuple[int, int]]) -> bool:
    """Whether a block of body size is set between paragraphs, with text below it."""
    first, last, above, below = block.lines[0], block.lines[-1], block.above, block.below
    if below is None or below.baseline - last.baseline > _NEAR * block.body.leading:
        return False
    below_striking = (block.page, below.order) in striking
    if not numbered and (_starts_alike(below, last) or _labels_follow(block)):
        return False
    apart = (
        above is None
        or first.baseline - above.baseline >= _SPACED * max(block.body.leading, first.size)
        or ((block.page, above.order) in striking and above.size > first.size)
        or (_ends_paragraph(above, first) and (block.style.bold or numbered))
    )
    if not apart:
        return False
    if numbered or below_striking:
        return numbered or block.style.bold
    if block.style.bold and is_item(below.text):
        return True
    return not is_item(below.text) and _has_text_below(block)


def _labels_follow(block: Block) -> bool:
    """Whether the line after the next one starts in the same style: a list of names or labels."""
    below, after = block.below, block.after
    if below is None or after is None or after.baseline - below.baseline > _SPACED * block.body.leading:
        return False
    return _starts_alike(after, block.lines[-1])


def _starts_alike(line: Line, other: Line) -> bool:
    return _same_look(line.styles[0].style if line.styles else line.style, other.style)


def _same_look(one: Style, other: Style) -> bool:
    return (round(one.size), one.bold, one.italic) == (round(other.size), other.bold, other.italic)


def _ends_paragraph(above: Line, line: Line) -> bool:
    text = above.text.rstrip(" \"'”’»)")
    return text.endswith((".", "?", "!", ":", ";")) and above.box.left <= line.box.right
