"""How well the checks tell supported sentences from others: the labelled pairs, per kind of mistake.

``python -m eval.check_scores --helft rapport`` prints a table in Dutch. Thresholds and weights are fitted
on the tuning half; the reporting half is only for reporting. ``--helft oefening`` takes practice pairs that
nothing was fitted on.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from assistant.assemble import Workspace
from assistant.checks import Draft, Verdict, check
from assistant.checks.support import support_model
from assistant.quiet import silence
from assistant.settings import load_settings
from eval import intervals, support_set
from eval.halves import Half
from eval.report_text import number
from eval.run_record import Figure
from eval.support_set import SUPPORTED_LABELS, Label, SupportPair
from eval.support_sources import Passages, keywords_of
from index.text_encoder import TextEncoder

HALVES = {"tuning": Half.TUNING, "rapport": Half.REPORTING}
PRACTICE = "oefening"

THRESHOLDS = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)
"""For the curve of what is lost against what is caught."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A labelled pair with what the checks say, and how long that took in ms, with its encoding."""

    pair: SupportPair
    verdict: Verdict
    milliseconds: float


def pairs_of(name: str) -> list[SupportPair]:
    """The pairs of a half, or the practice pairs that nothing was fitted on."""
    if name == PRACTICE:
        return list(support_set.load(Path(str(files("eval.practice") / "support_heldout.jsonl"))))
    return [pair for pair in support_set.load() if support_set.half(pair) is HALVES[name]]


def checked(pairs: Sequence[SupportPair], encoder: TextEncoder) -> list[Checked]:
    """The verdict on each sentence, which cites all the passages of its pair."""
    passages = Passages(encoder)
    found = []
    with keywords_of(pairs) as keywords:
        for pair in pairs:
            sources = passages.sources(pair)
            draft = Draft(pair.sentence, tuple(sources))
            started = time.perf_counter()
            verdict = check(draft, sources, encoder.encode_query, keywords)
            found.append(Checked(pair, verdict, 1000 * (time.perf_counter() - started)))
    return found


def table(found: Sequence[Checked]) -> Iterator[str]:
    """The lines of the table: per kind, together, and for other thresholds."""
    yield f"{'soort':<26}{'zinnen':>7}  {'tegengehouden':<24}"
    for label in Label:
        group = [item for item in found if item.pair.label is label]
        if group:
            yield _line(label.value, [not item.verdict.supported for item in group])
    supported = [item for item in found if item.pair.label in SUPPORTED_LABELS]
    others = [item for item in found if item.pair.label not in SUPPORTED_LABELS]
    yield ""
    yield _line("gesteund: kwijt", [not item.verdict.supported for item in supported])
    yield _line("niet gesteund: gevonden", [not item.verdict.supported for item in others])
    shown = [item for item in found if item.verdict.supported]
    stopped = [item for item in found if not item.verdict.supported]
    yield _line("getoond: gesteund", [item in supported for item in shown])
    yield _line("tegengehouden: terecht", [item in others for item in stopped])
    yield ""
    yield f"{'drempel':<12}{'kwijt':>8}{'gevonden':>10}{'getoond: gesteund':>20}"
    for threshold in sorted({*THRESHOLDS, support_model().threshold}):
        yield _at(threshold, supported, others)


def _line(name: str, values: Sequence[bool]) -> str:
    if not values:
        return f"{name:<26}{0:>7}  –"
    return f"{name:<26}{len(values):>7}  {_shown(intervals.mean([float(value) for value in values]))}"


def _shown(figure: Figure) -> str:
    return f"{number(figure.value, 3)} ({number(figure.low, 2)} tot {number(figure.high, 2)})"


def _at(threshold: float, supported: Sequence[Checked], others: Sequence[Checked]) -> str:
    """What would be lost and caught with another threshold."""
    lost = sum(item.verdict.support < threshold for item in supported)
    caught = sum(item.verdict.support < threshold for item in others)
    kept, let_through = len(supported) - lost, len(others) - caught
    mark = " *" if threshold == support_model().threshold else ""
    cells = (lost / max(len(supported), 1), caught / max(len(others), 1), kept / max(kept + let_through, 1))
    first, second, third = (number(cell, 3) for cell in cells)
    return f"{number(threshold, 3):<12}{first:>8}{second:>10}{third:>20}{mark}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the sentences of one half and print the table."""
    parser = argparse.ArgumentParser(prog="python -m eval.check_scores", description=__doc__)
    parser.add_argument("--helft", choices=(*HALVES, PRACTICE), default="tuning")
    chosen = parser.parse_args(arguments)
    silence()
    found = checked(pairs_of(chosen.helft), Workspace(load_settings()).encoder)
    taken = intervals.median([item.milliseconds for item in found])
    lines = [*table(found), "", f"mediaan {number(taken.value, 0)} ms per zin, met het coderen van de zin"]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
