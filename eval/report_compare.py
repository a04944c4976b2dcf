"""Two runs beside each other: over the questions they share, and question by question."""

from collections import Counter
from dataclasses import dataclass

from eval import metrics, report_plots
from eval import report_text as text
from eval.report_drawing import Plot
from eval.report_questions import Change, Direction, Shared, Tally, changes, shared, tallies
from eval.report_text import Shown
from eval.run_record import Figure, Run

_TAG_COLUMNS = ("recall@5", metrics.NUGGET, metrics.DECIDED)


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A measure, or a tag, in both runs; ``cells`` are now, then, difference or a difference per measure."""

    name: str
    meaning: str
    cells: tuple[Shown, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A run against an earlier one; figures are over the questions they share."""

    now: Run
    then: Run
    pairs: Shared
    remarks: tuple[str, ...]
    figures: tuple[tuple[str, tuple[ComparedRow, ...]], ...]
    tag_columns: tuple[str, ...]
    tags: tuple[ComparedRow, ...]
    plots: tuple[Plot, ...]
    directions: tuple[tuple[Direction, int], ...]
    tallies: tuple[Tally, ...]
    changes: tuple[Change, ...]


def compare(now: Run, then: Run) -> Comparison:
    """What changed from ``then`` to ``now``."""
    pairs = shared(now.questions, then.questions)
    found = changes(pairs)
    directions = Counter(change.direction for change in found)
    differences = metrics.compare(pairs.now, pairs.then) if found else {}
    columns = tuple(name for name in _TAG_COLUMNS if name in differences)
    return Comparison(
        now=now,
        then=then,
        pairs=pairs,
        remarks=_remarks(now, then, pairs),
        figures=_figures(pairs, differences) if found else (),
        tag_columns=columns,
        tags=_tags(pairs, columns),
        plots=_plots(pairs, differences),
        directions=tuple((direction, directions[direction]) for direction in Direction),
        tallies=tallies(found),
        changes=tuple(found),
    )


def _figures(
    pairs: Shared, differences: dict[str, Figure]
) -> tuple[tuple[str, tuple[ComparedRow, ...]], ...]:
    ours, theirs = (metrics.figures(side)[metrics.ALL] for side in (pairs.now, pairs.then))
    return tuple(
        (title, tuple(_row(name, ours[name], theirs.get(name), differences.get(name)) for name in names))
        for title, names in text.measures(list(ours))
    )


def _row(name: str, now: Figure, then: Figure | None, paired: Figure | None) -> ComparedRow:
    """A measure that is no mean over questions has a difference, but no paired interval."""
    if paired:
        shown = text.difference(name, paired)
    elif then:
        shown = Shown(text.signed(now.value - then.value, 0 if name == metrics.MILLISECONDS else 3))
    else:
        shown = text.MISSING
    cells = (text.figure(name, now), text.figure(name, then), shown)
    return ComparedRow(name, text.MEANING.get(name, ""), cells, now.count)


def _tags(pairs: Shared, columns: tuple[str, ...]) -> tuple[ComparedRow, ...]:
    rows = []
    for tag in sorted({question.tag for question in pairs.now}):
        found = metrics.compare(pairs.now, pairs.then, tag)
        cells = tuple(text.difference(name, found.get(name)) for name in columns)
        count = sum(question.tag == tag for question in pairs.now)
        rows.append(ComparedRow(text.plain_tag(tag), "", cells, count))
    return tuple(rows)


def _plots(pairs: Shared, differences: dict[str, Figure]) -> tuple[Plot, ...]:
    ranks = {
        "nu": [item.ours.rank for item in pairs.now if item.in_scope],
        "toen": [item.ours.rank for item in pairs.then if item.in_scope],
    }
    order = [name for _, names in text.measures(list(differences)) for name in names]
    found = (
        report_plots.differences({name: differences[name] for name in order}),
        report_plots.recall_curve(ranks),
    )
    return tuple(plot for plot in found if plot)


def _remarks(now: Run, then: Run, pairs: Shared) -> tuple[str, ...]:
    """What a reader must know before trusting the difference."""
    said = [f"Vergeleken over {text.amount(len(pairs.now), 'vraag', 'vragen')} die in beide metingen staan."]
    if pairs.only_now or pairs.only_then:
        said.append(f"Alleen nu gesteld: {pairs.only_now}. Alleen toen gesteld: {pairs.only_then}.")
    if pairs.altered:
        changed = text.amount(pairs.altered, "vraag is", "vragen zijn")
        said.append(f"{changed} intussen veranderd; daarvan telt geen van beide mee.")
    if now.half != then.half:
        said.append(f"Nu is de helft '{now.half}' gemeten, toen '{then.half}'.")
    if now.model != then.model:
        said.append(f"Het vectormodel is een ander: nu {now.model}, toen {then.model}.")
    if now.library != then.library:
        added = len(now.library.keys() - then.library.keys())
        gone = len(then.library.keys() - now.library.keys())
        altered = sum(
            now.library[key] != then.library[key] for key in now.library.keys() & then.library.keys()
        )
        said.append(f"De bibliotheek is anders: {added} erbij, {gone} eruit, {altered} veranderd.")
    return tuple(said)
