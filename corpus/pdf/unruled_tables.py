"""Tables without rules or filled rows: columns with white space right across between their rows."""

from collections.abc import Sequence

from corpus.pdf.layout import Line

_ROW_GAP = 0.3
"""White space between two rows in em; lines of one paragraph overlap or nearly touch."""
_MOST_LINES = 3.0
"""Lines in a cell on average; more is running text in columns that happens to be aligned."""
_FULL_ROWS = 0.6
_LARGE = 1.12
"""Times the smallest line: a larger one is a heading, so that these are text boxes in a row."""

Cells = tuple[tuple[Line, ...], ...]


def grid_rows(columns: Sequence[Sequence[Line | None]]) -> tuple[Cells, ...] | None:
    """The rows of a table whose columns these are, or ``None`` where they are no table.

    Of three columns and more at least three rows, of two columns at least four, most of them
    with something in most columns. ``None`` in a column stands for a box: then it is no table.
    """
    placed = [(line, column) for column, lines in enumerate(columns) for line in lines if line is not None]
    if len(placed) < sum(map(len, columns)) or len(columns) < 2:
        return None
    sizes = [line.size for line, _ in placed]
    if max(sizes) > _LARGE * min(sizes) + 0.2:
        return None
    rows: list[list[list[Line]]] = []
    bottom = float("-inf")
    for line, column in sorted(placed, key=lambda item: item[0].box.top):
        if line.box.top - bottom >= _ROW_GAP * line.size or not rows:
            rows.append([[] for _ in columns])
        rows[-1][column].append(line)
        bottom = max(bottom, line.box.bottom)
    least = 3 if len(columns) > 2 else 4
    full = sum(sum(map(bool, row)) >= max(2, 0.66 * len(columns)) for row in rows)
    cells = sum(bool(cell) for row in rows for cell in row)
    share = _FULL_ROWS if len(columns) > 2 else 1.0
    if len(rows) < least or full < share * len(rows) or len(placed) > _MOST_LINES * cells:
        return None
    return tuple(tuple(_by_height(cell) for cell in row) for row in rows)


def _by_height(lines: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: (round(line.baseline / 2), line.box.left)))
