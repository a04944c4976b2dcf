"""The measures of answers: a value per question, and figures with intervals per system.

A refusal has no sentences, so it counts for what tells how often is refused, and for no measure of
sentences or time. As in ALCE, citation recall and precision are means per answer, averaged over answers.
"""

from collections.abc import Callable, Sequence
from statistics import fmean

from eval import intervals
from eval.answer_record import AskedQuestion, MeasuredAnswer
from eval.metrics import INSIDE_REFUSED, NUGGET, OUTSIDE_REFUSED, Values
from eval.run_record import Figure

RECALL, PRECISION = "citation recall", "citation precision"
SUPPORTED = "elke zin gesteund"
IN_WORDS = "zin met alleen woorden van de bron"
PAGE = "goede bladzijde aangehaald"
FELL_BACK, LEFT_OUT = "teruggevallen op citaten", "zinnen weggelaten"
READING, SENTENCES, WORDS = "leesgemak (Flesch-Douma)", "zinnen per antwoord", "woorden per antwoord"
FIRST, FIRST_LATE = "ms tot de eerste zin (mediaan)", "ms tot de eerste zin (p95)"
TOTAL, TOTAL_LATE = "ms tot het hele antwoord (mediaan)", "ms tot het hele antwoord (p95)"

MEASURES = (
    (RECALL, PRECISION, SUPPORTED, IN_WORDS),
    (NUGGET, PAGE),
    (OUTSIDE_REFUSED, INSIDE_REFUSED),
    (READING, SENTENCES, WORDS),
    (FELL_BACK, LEFT_OUT),
    (FIRST, FIRST_LATE, TOTAL, TOTAL_LATE),
)
"""In the order they are shown, by what they are about."""

_Value = Callable[[MeasuredAnswer], float | None]


def shown(questions: Sequence[AskedQuestion], system: str) -> list[MeasuredAnswer]:
    """The answers of a system that have sentences."""
    return [asked.answers[system] for asked in questions if asked.answers[system].sentences]


def figures(questions: Sequence[AskedQuestion], system: str) -> dict[str, Figure]:
    """Every measure of a system that is defined for these questions."""
    found = {name: intervals.mean(list(by_id.values())) for name, by_id in _values(questions, system).items()}
    answers = shown(questions, system)
    written = [own for answer in answers if (own := _own(answer))]
    if written:
        in_words = [float(sum(own)) for own in written]
        found[IN_WORDS] = intervals.ratio(in_words, [float(len(own)) for own in written])
    drafted = [asked.answers[system] for asked in questions if asked.answers[system].drafted]
    if drafted:
        left_out = [float(answer.left_out) for answer in drafted]
        found[LEFT_OUT] = intervals.ratio(left_out, [float(answer.drafted) for answer in drafted])
    if answers:
        first = [answer.first_ms for answer in answers if answer.first_ms is not None]
        total = [answer.total_ms for answer in answers]
        found |= {FIRST: intervals.median(first), FIRST_LATE: intervals.late(first)}
        found |= {TOTAL: intervals.median(total), TOTAL_LATE: intervals.late(total)}
    return found


def differences(questions: Sequence[AskedQuestion], first: str, last: str) -> dict[str, Figure]:
    """Per measure the mean difference, last minus first, over the questions that both have it for."""
    ours, theirs = _values(questions, last), _values(questions, first)
    found = {}
    for name in ours.keys() & theirs.keys():
        common = sorted(ours[name].keys() & theirs[name].keys())
        if common:
            found[name] = intervals.mean([ours[name][key] - theirs[name][key] for key in common])
    return found


def _values(questions: Sequence[AskedQuestion], system: str) -> Values:
    """Every measure that is a mean over questions, without those that are defined for none."""
    inside = [asked for asked in questions if asked.in_scope]
    outside = [asked for asked in questions if not asked.in_scope]
    answered = [asked for asked in questions if asked.answers[system].sentences]
    measures: tuple[tuple[str, list[AskedQuestion], _Value], ...] = (
        (RECALL, answered, _recall),
        (PRECISION, answered, _precision),
        (SUPPORTED, answered, lambda answer: float(all(one.supported for one in answer.sentences))),
        (NUGGET, inside, lambda answer: float(any(answer.nuggets))),
        (PAGE, inside, lambda answer: float(answer.on_page)),
        (OUTSIDE_REFUSED, outside, _refused),
        (INSIDE_REFUSED, inside, _refused),
        (READING, answered, lambda answer: answer.readability),
        (SENTENCES, answered, lambda answer: float(len(answer.sentences))),
        (WORDS, answered, lambda answer: float(answer.words)),
        (FELL_BACK, answered, lambda answer: answer.fell_back),
    )
    found: Values = {}
    for name, group, value in measures:
        given = {asked.id: value(asked.answers[system]) for asked in group}
        known = {key: float(one) for key, one in given.items() if one is not None}
        if known:
            found[name] = known
    return found


def _recall(answer: MeasuredAnswer) -> float:
    """The share of its sentences that their citations together support."""
    return fmean(one.supported for one in answer.sentences)


def _precision(answer: MeasuredAnswer) -> float:
    """The share of its citations that are of use; 0 where there are none, as in ALCE."""
    cited = sum(one.cited for one in answer.sentences)
    return sum(one.precise for one in answer.sentences) / cited if cited else 0.0


def _refused(answer: MeasuredAnswer) -> float:
    return float(not answer.sentences)


def _own(answer: MeasuredAnswer) -> list[bool]:
    """Of the sentences that the system wrote itself whether they have only words of their passages.

    The quotations that take over from a language model are not its own.
    """
    return [one.in_words for one in answer.sentences if one.generated or answer.fell_back is None]
