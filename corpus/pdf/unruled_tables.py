"""Tables without rules or filled rows: columns with white space right across between their rows."""

from collections.abc import Iterator, Sequence

from corpus.pdf.layout import Line

_ROW_GAP = 0.3
"""White space between two rows in em; lines of one paragraph overlap or nearly touch."""
_LOOSE = 1.5
"""Times the smallest white space between lines of a column: between rows of widely set text it is more."""
_MOST_LINES = 3.0
"""Lines in a cell on average; more is running text in columns that happens to be aligned."""
_FULL_ROWS = 0.6
_PROSE = 26
"""Characters of a line on average, at least, in a column of running text."""
_LARGE = 1.12
"""Times the smallest line: a larger one is a heading, so that these are text boxes in a row."""

Cells = tuple[tuple[Line, ...], ...]


def grid_rows(columns: Sequence[Sequence[Line | None]]) -> tuple[Cells, ...] | None:
    """The rows of a table whose columns these are, or ``None`` where they are no table.

    Of three columns and more at least three rows, of two columns at least four (three of labels with
    what they stand for), most of them with something in most columns. ``None`` in a column stands for
    a box: then it is no table.
    """
    placed = [(line, column) for column, lines in enumerate(columns) for line in lines if line is not None]
    if len(placed) < sum(map(len, columns)) or len(columns) < 2:
        return None
    sizes = [line.size for line, _ in placed]
    if max(sizes) > _LARGE * min(sizes) + 0.2:
        return None
    tight = _ROW_GAP * min(sizes)
    loose = _LOOSE * min((gap for gap in _gaps(placed) if gap > 0), default=0.0)
    return _rows(placed, columns, tight) or (_rows(placed, columns, loose) if loose > tight else None)


def _gaps(placed: Sequence[tuple[Line, int]]) -> Iterator[float]:
    """The white space between the lines of each column, in points."""
    bottoms: dict[int, float] = {}
    for line, column in sorted(placed, key=lambda item: item[0].box.top):
        if column in bottoms:
            yield line.box.top - bottoms[column]
        bottoms[column] = line.box.bottom


def _rows(
    placed: Sequence[tuple[Line, int]], columns: Sequence[Sequence[Line | None]], gap: float
) -> tuple[Cells, ...] | None:
    """The rows with white space of at least ``gap`` points between them, if they make a table."""
    rows: list[list[list[Line]]] = []
    bottom = float("-inf")
    for line, column in sorted(placed, key=lambda item: item[0].box.top):
        if line.box.top - bottom >= gap or not rows:
            rows.append([[] for _ in columns])
        rows[-1][column].append(line)
        bottom = max(bottom, line.box.bottom)
    least = 3 if len(columns) > 2 or _are_labels(rows) else 4
    full = sum(sum(map(bool, row)) >= max(2, 0.66 * len(columns)) for row in rows)
    cells = sum(bool(cell) for row in rows for cell in row)
    share = _FULL_ROWS if len(columns) > 2 else 1.0
    if len(rows) < least or full < share * len(rows) or len(placed) > _MOST_LINES * cells:
        return None
    if len(placed) < 1.2 * cells and _running_text(columns):
        return None
    return tuple(tuple(_by_height(cell) for cell in row) for row in rows)


def _are_labels(rows: Sequence[Sequence[Sequence[Line]]]) -> bool:
    """Whether the first column has terms or names, never longer and sometimes shorter than the text."""
    lengths = [(len(row[0]), len(row[1])) for row in rows]
    ends = any(cell[-1].text.endswith((".", ",", "-")) for cell, *_ in rows if cell)
    return not ends and all(a <= b for a, b in lengths) and any(a < b for a, b in lengths)


def _running_text(columns: Sequence[Sequence[Line | None]]) -> bool:
    """Whether two columns have lines as long as those of running text, so that rows are chance."""
    lengths = [sum(len(line.text) for line in lines if line) / max(1, len(lines)) for lines in columns]
    return sum(length > _PROSE for length in lengths) > 1


def _by_height(lines: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: (round(line.baseline / 2), line.box.left)))
