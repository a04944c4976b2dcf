"""How the report names measures and writes numbers, in Dutch."""

from dataclasses import dataclass
from datetime import datetime

from eval import metrics
from eval.run_record import Figure, Run

NONE = "–"

OURS, CHAIN = "Denktank", "Standaardketen"

GROUPS = (
    ("Zoeken", metrics.RANKING),
    ("Antwoorden", (metrics.NUGGET, metrics.ALL_NUGGETS, metrics.ON_PAGE, metrics.EXACT)),
    (
        "Weigeren",
        (metrics.DECIDED, metrics.OUTSIDE_REFUSED, metrics.INSIDE_REFUSED, metrics.ANSWERED_WELL),
    ),
    ("Zekerheid", (metrics.AUC, metrics.BRIER, metrics.ECE)),
    ("Snelheid", (metrics.MILLISECONDS,)),
)
OTHER = "Overig"

LOWER_IS_BETTER = {metrics.INSIDE_REFUSED, metrics.BRIER, metrics.ECE, metrics.MILLISECONDS}

MEANING = {
    "recall@1": "een goede passage staat bovenaan",
    "recall@5": "een goede passage staat bij de eerste vijf",
    "recall@10": "een goede passage staat bij de eerste tien",
    "MRR": "gemiddelde van 1 gedeeld door de rang; 1 is altijd bovenaan",
    "nDCG@10": "hoe hoog de eerste goede passage staat; 1 is altijd bovenaan",
    "bladzijde@5": "een passage van de goede bladzijde staat bij de eerste vijf",
    metrics.NUGGET: "een van de kernwoorden staat in de eerste zes zinnen",
    metrics.ALL_NUGGETS: "alle kernwoorden staan in de eerste zes zinnen",
    metrics.ON_PAGE: "een zin met een kernwoord verwijst naar de goede bladzijde",
    metrics.EXACT: "de zin staat letterlijk op de plek waar zij naar verwijst",
    metrics.DECIDED: "antwoord als het in de bronnen staat, anders een weigering",
    metrics.OUTSIDE_REFUSED: "geweigerd, van de vragen die de bronnen niet beantwoorden",
    metrics.INSIDE_REFUSED: "geweigerd, van de vragen die de bronnen wel beantwoorden",
    metrics.ANSWERED_WELL: "met een kernwoord, van alle vragen die een antwoord kregen",
    metrics.AUC: "kans dat een vraag binnen de bronnen meer zekerheid krijgt dan een erbuiten",
    metrics.BRIER: "gemiddelde van het gekwadrateerde verschil tussen zekerheid en uitkomst",
    metrics.ECE: "gemiddelde afstand tussen zekerheid en uitkomst, per tiende",
    metrics.MILLISECONDS: "mediaan, van vraag tot antwoord",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as it is shown.

    ``verdict`` is ``beter`` or ``slechter`` for a difference of which the interval excludes zero.
    """

    value: str
    interval: str = ""
    verdict: str = ""


MISSING = Shown(NONE)


def figure(measure: str, found: Figure | None) -> Shown:
    """A figure with its interval."""
    if found is None:
        return MISSING
    digits, coarse = _digits(measure)
    return Shown(number(found.value, digits), f"{number(found.low, coarse)} tot {number(found.high, coarse)}")


def difference(measure: str, found: Figure | None) -> Shown:
    """A paired difference with its interval, and whether it is more than chance."""
    if found is None:
        return MISSING
    digits, coarse = _digits(measure)
    verdict = ""
    if found.low > 0 or found.high < 0:
        verdict = "beter" if (found.low > 0) != (measure in LOWER_IS_BETTER) else "slechter"
    interval = f"{signed(found.low, coarse)} tot {signed(found.high, coarse)}"
    return Shown(signed(found.value, digits), interval, verdict)


def _digits(measure: str) -> tuple[int, int]:
    """Decimals of a figure and of its interval."""
    return (0, 0) if measure == metrics.MILLISECONDS else (3, 2)


def number(value: float, digits: int) -> str:
    """A number with a decimal comma and a real minus sign."""
    text = f"{value:.{digits}f}"
    if not text.strip("-0."):
        text = text.lstrip("-")
    return text.replace("-", "−").replace(".", ",")


def signed(value: float, digits: int) -> str:
    """A number with its sign; none where it rounds to zero."""
    text = number(value, digits)
    return text if text.startswith("−") or not text.strip("0,") else f"+{text}"


def percent(value: float) -> str:
    """A share as a whole percentage."""
    return f"{100 * value:.0f}%"


def amount(count: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{count} {one if count == 1 else many}"


def plain_tag(tag: str) -> str:
    """A tag as words."""
    return metrics.ALL if tag == metrics.ALL else " ".join(tag.replace("_", " ").split())


def moment(made: str) -> str:
    """The moment of a run as people write it; as recorded where it is no ISO 8601 time."""
    try:
        return datetime.fromisoformat(made).strftime("%d-%m-%Y %H:%M")
    except ValueError:
        return made


def name(run: Run) -> str:
    """What the report calls a run."""
    return f"{run.label} ({moment(run.made)})" if run.label else f"Meting van {moment(run.made)}"


def measures(names: list[str]) -> list[tuple[str, list[str]]]:
    """The measures in groups, in fixed order; those of the peer have columns of their own."""
    own = [item for item in names if not item.startswith((metrics.PEER, metrics.DIFFERENCE))]
    grouped = [(title, [item for item in group if item in own]) for title, group in GROUPS]
    known = {item for _, group in GROUPS for item in group}
    grouped.append((OTHER, [item for item in own if item not in known]))
    return [(title, group) for title, group in grouped if group]
