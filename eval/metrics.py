"""The measures: a value per question, and figures with intervals per group of questions.

Ranking measures come from ``ir_measures``: each question has one relevant document, the first passage
that overlaps one of its places; every other passage is a document of its own.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.answer import Outcome
from eval import intervals
from eval.places import DEPTH
from eval.run_record import Figure, Ranked, RecordedQuestion

Values = dict[str, dict[str, float]]
"""Measure name to question id to value."""

ALL = "alles"
PEER = "keten "
DIFFERENCE = "verschil "
"""Before the name of a ranking measure: that of the peer, and ours minus that of the peer."""

RANKING = ("recall@1", "recall@5", "recall@10", "MRR", "nDCG@10", "bladzijde@5")
NUGGET, ALL_NUGGETS, ON_PAGE = "kernwoord gegeven", "alle kernwoorden", "kernwoord, goede bladzijde"
EXACT = "citaat letterlijk"
DECIDED = "terecht antwoord of weigering"
OUTSIDE_REFUSED, INSIDE_REFUSED = "buiten de bronnen geweigerd", "binnen de bronnen geweigerd"
ANSWERED_WELL = "goed van wat is beantwoord"
BRIER, ECE, AUC = "Brier van de zekerheid", "ECE van de zekerheid", "AUC van de zekerheid"
MILLISECONDS = "ms per vraag"

_RELEVANT = "goed"


def answered(question: RecordedQuestion) -> bool:
    """Whether the answer was anything but a refusal."""
    return question.answer.outcome != Outcome.NOT_IN_SOURCES


def rank_values(rankings: Mapping[str, Ranked], pages: bool = True) -> Values:
    """The ranking measures of one system, by question id; without the one of pages if so wanted."""
    from ir_measures import RR, Success, nDCG

    by_measure = {
        "recall@1": Success @ 1,
        "recall@5": Success @ 5,
        "recall@10": Success @ DEPTH,
        "MRR": RR @ DEPTH,
        "nDCG@10": nDCG @ DEPTH,
    }
    counts = {key: (ranking.rank, len(ranking.places)) for key, ranking in rankings.items()}
    found = _calculate(by_measure, counts)
    if pages:
        counts = {key: (ranking.page_rank, len(ranking.places)) for key, ranking in rankings.items()}
        found |= _calculate({"bladzijde@5": Success @ 5}, counts)
    return found


def _calculate(by_measure: Mapping[str, Any], ranks: Mapping[str, tuple[int | None, int]]) -> Values:
    """The measures over (rank of the relevant document, number of documents) per question."""
    import ir_measures

    names = {str(measure): name for name, measure in by_measure.items()}
    relevant = {key: {_RELEVANT: 1} for key in ranks}
    # A ranking of nothing gets one document, since ir_measures passes over questions without any.
    run = {
        key: {_RELEVANT if at == rank else str(at): 1.0 / at for at in range(1, max(1, count) + 1)}
        for key, (rank, count) in ranks.items()
    }
    found: Values = {name: {} for name in by_measure}
    for item in ir_measures.iter_calc(list(by_measure.values()), relevant, run):
        found[names[str(item.measure)]][item.query_id] = float(item.value)
    return found


def values(questions: Sequence[RecordedQuestion]) -> Values:
    """Every measure that is a mean over questions, with its value for each it is defined for."""
    inside = [question for question in questions if question.in_scope]
    found = rank_values({question.id: question.ours for question in inside})
    peer = rank_values({question.id: question.peer for question in inside if question.peer})
    if any(peer.values()):
        found |= {f"{PEER}{name}": by_id for name, by_id in peer.items()}
        found |= {
            f"{DIFFERENCE}{name}": {key: found[name][key] - value for key, value in by_id.items()}
            for name, by_id in peer.items()
        }
    return found | _answer_values(questions)


def _answer_values(questions: Sequence[RecordedQuestion]) -> Values:
    inside = [question for question in questions if question.in_scope]
    outside = [question for question in questions if not question.in_scope]
    replied = [question for question in questions if answered(question)]
    given = {question.id: float(any(question.answer.nuggets)) for question in inside}
    return {
        NUGGET: given,
        ALL_NUGGETS: {question.id: float(all(question.answer.nuggets)) for question in inside},
        ON_PAGE: {question.id: float(any(question.answer.nuggets_on_page)) for question in inside},
        DECIDED: {question.id: float(answered(question) == question.in_scope) for question in questions},
        OUTSIDE_REFUSED: {question.id: float(not answered(question)) for question in outside},
        INSIDE_REFUSED: {question.id: float(not answered(question)) for question in inside},
        ANSWERED_WELL: {question.id: given.get(question.id, 0.0) for question in replied},
        BRIER: {question.id: (question.answer.confidence - question.in_scope) ** 2 for question in questions},
    }


def figures(questions: Sequence[RecordedQuestion]) -> dict[str, dict[str, Figure]]:
    """Every measure over all questions and over those of each tag; without what is not defined there."""
    by_measure = values(questions)
    groups = {ALL: list(questions)}
    for tag in sorted({question.tag for question in questions}):
        groups[tag] = [question for question in questions if question.tag == tag]
    return {name: _group_figures(group, by_measure) for name, group in groups.items() if group}


def _group_figures(group: Sequence[RecordedQuestion], by_measure: Values) -> dict[str, Figure]:
    found = {}
    for name, by_id in by_measure.items():
        chosen = [by_id[question.id] for question in group if question.id in by_id]
        if chosen:
            found[name] = intervals.mean(chosen)
    quoted = [question.answer.claims for question in group if question.answer.claims]
    if quoted:
        exact = [float(sum(claim.exact for claim in claims)) for claims in quoted]
        found[EXACT] = intervals.ratio(exact, [float(len(claims)) for claims in quoted])
    inside = [question.answer.confidence for question in group if question.in_scope]
    outside = [question.answer.confidence for question in group if not question.in_scope]
    if inside and outside:
        found[AUC] = intervals.area_under_curve(inside, outside)
    truths = [1.0] * len(inside) + [0.0] * len(outside)
    found[ECE] = intervals.calibration_error([*inside, *outside], truths)
    times = [question.answer.timings_ms.get("totaal") for question in group]
    known = [time for time in times if time is not None]
    if known:
        found[MILLISECONDS] = intervals.median(known)
    return found


def compare(
    ours: Sequence[RecordedQuestion], theirs: Sequence[RecordedQuestion], tag: str = ALL
) -> dict[str, Figure]:
    """Per measure the mean difference, ours minus theirs, over the questions that both answered."""
    mine, other = values(ours), values(theirs)
    in_tag = {question.id for question in ours if tag in (ALL, question.tag)}
    found = {}
    for name in mine:
        if name.startswith((PEER, DIFFERENCE)):
            continue
        common = sorted(in_tag & mine[name].keys() & other.get(name, {}).keys())
        if common:
            found[name] = intervals.mean([mine[name][key] - other[name][key] for key in common])
    return found
