"""How well follow-ups become questions of their own: ``python -m eval.follow_up_scores``.

Beside the rules stand two that need none: the message as it is, and pasted after the question before it.
With ``--vectoren`` the change of topic is also judged by the embedding model.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.conversation import History, Kind, Said, Standalone, Turn
from assistant.follow_up.rules import Similarity, standalone
from eval import extras, golden_set
from eval.follow_up_set import FollowUp, load
from eval.halves import Half
from eval.run_record import Figure
from index.analysis import stem
from index.words import parts, plain_tokens

Rewriter = Callable[[FollowUp], Standalone]


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured: its Dutch name, of which conversations, and whether one came out well."""

    name: str
    of: Callable[[FollowUp], bool]
    good: Callable[[FollowUp, Standalone], bool]


def has_words(item: FollowUp, made: Standalone) -> bool:
    """Whether the question has every word it must have, in some form, and none it must not have."""
    has = _stems(made.text)
    return all(_stems(word) <= has for word in item.must) and not any(
        _stems(word) <= has for word in item.must_not
    )


def _stems(text: str) -> set[str]:
    words = [single for word in plain_tokens(text) for single in (word, *parts(word))]
    return {stem(word) for word in words}


MEASURES = (
    Measure("vervolgvraag heeft de goede woorden", lambda item: not item.stays, has_words),
    Measure(
        "zelfstandige vraag onveranderd",
        lambda item: item.kind is Kind.OWN,
        lambda item, made: made.text == item.follow_up and made.kind is not Kind.SMALL_TALK,
    ),
    Measure(
        "praatje herkend",
        lambda item: item.kind is Kind.SMALL_TALK,
        lambda item, made: made.kind is Kind.SMALL_TALK,
    ),
    Measure("soort goed", lambda item: True, lambda item, made: made.kind is item.kind),
    Measure("rol goed", lambda item: True, lambda item, made: made.role is item.role),
    Measure(
        "lengte en taal goed",
        lambda item: True,
        lambda item, made: (made.length, made.plain) == (item.length, item.plain),
    ),
    Measure(
        "nieuw onderwerp gezien",
        lambda item: item.new_topic,
        lambda item, made: made.new_topic,
    ),
    Measure(
        "zelfde onderwerp gezien",
        lambda item: not item.new_topic and item.kind is not Kind.SMALL_TALK,
        lambda item, made: not made.new_topic,
    ),
)


def as_it_is(item: FollowUp) -> Standalone:
    """The message without anything done to it."""
    return Standalone(item.follow_up)


def pasted(item: FollowUp) -> Standalone:
    """The message after the question before it."""
    last = item.history.last
    return Standalone(f"{last.standalone} {item.follow_up}" if last else item.follow_up)


def by_rules(similarity: Similarity | None = None) -> Rewriter:
    """The rules of the assistant."""
    return lambda item: standalone(item.follow_up, item.history, similarity)


def score(items: Sequence[FollowUp], rewriter: Rewriter) -> dict[str, Figure]:
    """The share that came out well of each measure, with its 95 % interval."""
    from eval.intervals import mean

    made = [(item, rewriter(item)) for item in items]
    found = {}
    for measure in MEASURES:
        values = [float(measure.good(item, result)) for item, result in made if measure.of(item)]
        if values:
            found[measure.name] = mean(values)
    return found


def golden_unchanged(half: Half) -> Figure:
    """The share of the golden questions, each put after the one before it, that stay byte for byte.

    They were written to stand on their own, by others than the rules.
    """
    from eval.intervals import mean

    questions = [item for item in (*golden_set.load(), *golden_set.earlier()) if item.half is half]
    kept = []
    for before, item in pairwise(questions):
        claims = (
            Said("Begin klein.", (1,)),
            Said("Stap 2: spreek een doel af.", (2,)),
            Said("Bel elkaar.", (3,)),
        )
        history = History((Turn(before.question, before.question, claims, ("Inleiding",) * 3),))
        made = standalone(item.question, history)
        kept.append(float(made.text == item.question and made.kind is Kind.OWN))
    return mean(kept)


def table(items: Sequence[FollowUp], rewriters: dict[str, Rewriter]) -> str:
    """The figures of every rewriter as Dutch lines."""
    scores = {name: score(items, rewriter) for name, rewriter in rewriters.items()}
    width = max(len(measure.name) for measure in MEASURES)
    lines = [f"{'':{width}}  {'aantal':>6}" + "".join(f"  {name:>20}" for name in scores)]
    for measure in MEASURES:
        cells = [found.get(measure.name) for found in scores.values()]
        count = next((cell.count for cell in cells if cell is not None), 0)
        shown = "".join(f"  {_shown(cell):>20}" for cell in cells)
        lines.append(f"{measure.name:{width}}  {count:>6}{shown}")
    return "\n".join(lines)


def _shown(figure: Figure | None) -> str:
    if figure is None:
        return "–"
    text = f"{figure.value:.2f} ({figure.low:.2f}–{figure.high:.2f})"
    return text.replace(".", ",")


def _by_model() -> Similarity:
    """The cosine of two questions by the model that is set."""
    from functools import lru_cache

    from assistant.assemble import Workspace
    from assistant.settings import load_settings

    encode = lru_cache(maxsize=None)(Workspace(load_settings()).encoder.encode_query)
    return lambda one, other: float(encode(one) @ encode(other))


def main(arguments: Sequence[str]) -> None:
    """Print the table for both halves."""
    extras.require(extras.MEASURING)
    rewriters = {"zoals gesteld": as_it_is, "erachter geplakt": pasted, "regels": by_rules()}
    if "--vectoren" in arguments:
        rewriters["regels + vectoren"] = by_rules(_by_model())
    items = load()
    for half in Half:
        chosen = [item for item in items if item.half is half]
        sys.stdout.write(f"Helft: {half.value} ({len(chosen)} gesprekken)\n{table(chosen, rewriters)}\n")
        kept = golden_unchanged(half)
        sys.stdout.write(f"gouden vraag na een andere onveranderd: {_shown(kept)} van {kept.count}\n\n")


if __name__ == "__main__":
    main(sys.argv[1:])
