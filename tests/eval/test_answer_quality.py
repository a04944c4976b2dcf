"""Answers of the assistant, without and with a model on a real connection, judged by what they cite."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, Claim, Outcome
from assistant.ask import EXTRACTIVE_MODEL
from assistant.assemble import Workspace
from corpus.errors import DenktankError
from eval import answer_metrics, answer_record, golden_set, intervals, metrics
from eval.answer_judge import Judge
from eval.answer_metrics import differences, figures
from eval.answer_quality import chosen, measure_answers, systems
from eval.answer_record import AnswersRun, AskedQuestion, JudgedSentence, MeasuredAnswer
from eval.golden_set import GoldenQuestion
from eval.measure import Taken, taking_part
from eval.run_record import Figure
from index.sentences import sentence_spans
from tests.integration.chat_behaviours import answers
from tests.integration.chat_server import Script, chat_server
from tests.integration.grounding import library_over, passages_of
from ui import eval_tables

MODEL = "openai:proef"

TEXTS = {
    "raad.md": """# De regioraad Vechtdelta

## Hoe de regioraad werkt

Vijf gemeenten werken samen in de regio. De regioraad vergadert vier keer per jaar in het gemeentehuis van
Oosterwal.

## Wat het kost

Elke gemeente betaalt 2,40 euro per inwoner per jaar aan het secretariaat.
""",
    "verslag.md": """# Verslag van een werkbezoek

## Wat we zagen

In Oosterwal wordt veel gebouwd. De regioraad vergadert vier keer per jaar in het gemeentehuis van Oosterwal.
""",
    "woningen.md": """# De woondeal

## Hoeveel woningen

Marsdam bouwt 900 woningen en verhuurt een derde daarvan aan mensen met een laag inkomen.
""",
}
OFTEN = "De regioraad vergadert vier keer per jaar in het gemeentehuis van Oosterwal."
MONEY = "Elke gemeente betaalt 2,40 euro per inwoner per jaar aan het secretariaat."
MERGED = "De regioraad vergadert vier keer per jaar en elke gemeente betaalt 2,40 euro per inwoner per jaar."


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, model_cache: Path) -> Workspace:
    return library_over(tmp_path_factory.mktemp("judged"), model_cache, TEXTS)


Judged = Callable[..., list[JudgedSentence]]


@pytest.fixture
def judged(workspace: Workspace) -> Judged:
    """Judges a sentence that cites the passages under these headings; a quotation without a sentence."""
    passages = {found.section[-1]: found for found in workspace.assistant.search("regioraad woningen", 10)}

    def judge(*headings: str, says: str = "") -> list[JudgedSentence]:
        cited = tuple(replace(passages[heading], n=n) for n, heading in enumerate(headings, 1))
        claim = Claim(says or cited[0].quote, tuple(one.n for one in cited), generated=bool(says))
        with workspace.current.use() as index:
            made = Answer("?", Outcome.ANSWERED, claims=(claim,), citations=cited)
            return list(Judge(index, workspace.encoder).sentences(made))

    return judge


WORK, COST, VISIT, HOMES = "Hoe de regioraad werkt", "Wat het kost", "Wat we zagen", "Hoeveel woningen"


@pytest.mark.integration
def test_every_sentence_of_a_quotation_carries_its_citation(judged: Judged) -> None:
    found = judged(WORK)
    assert [" ".join(one.text.split()) for one in found] == [
        "Vijf gemeenten werken samen in de regio.",
        OFTEN,
    ]
    assert all(one.supported and one.in_words and not one.generated for one in found)
    assert [(one.cited, one.precise) for one in found] == [(1, 1), (1, 1)]


@pytest.mark.integration
@pytest.mark.parametrize(
    ("says", "headings", "supported", "precise"),
    [
        (OFTEN, (WORK,), True, 1),
        (OFTEN, (WORK, HOMES), True, 1),  # the woondeal is beside the point
        (OFTEN, (WORK, VISIT), True, 2),  # each of them says it
        (MERGED, (WORK, COST), True, 2),  # neither says it all
        (MERGED, (WORK, COST, HOMES), True, 2),
        (MERGED, (WORK,), False, 0),
        ("De regioraad vergadert zes keer per jaar in het gemeentehuis van Oosterwal.", (WORK,), False, 0),
        (OFTEN, (HOMES, COST), False, 0),
        (OFTEN, (), False, 0),
    ],
)
def test_citations_are_judged_as_alce_has_it(
    judged: Judged, says: str, headings: tuple[str, ...], supported: bool, precise: int
) -> None:
    (found,) = judged(*headings, says=says)
    assert (found.supported, found.cited, found.precise) == (supported, len(headings), precise)
    assert found.generated


@pytest.mark.integration
def test_words_are_sought_whatever_the_judge_says(judged: Judged) -> None:
    (changed,) = judged(WORK, says="In het gemeentehuis van Oosterwal werken vier gemeenten samen.")
    assert changed.in_words
    (other,) = judged(WORK, says="De regioraad vergadert elk kwartaal in het gemeentehuis van Oosterwal.")
    assert not other.in_words
    (split,) = judged(WORK, COST, says=MERGED)
    assert split.in_words


@pytest.mark.integration
def test_a_citation_of_another_index_is_told(workspace: Workspace) -> None:
    (passage,) = workspace.assistant.search("regioraad", 1)
    moved = replace(passage, start=passage.start + 5000, end=passage.end + 5000)
    made = Answer("?", Outcome.ANSWERED, claims=(Claim(OFTEN, (1,)),), citations=(moved,))
    with workspace.current.use() as index, pytest.raises(DenktankError, match="Meet opnieuw"):
        Judge(index, workspace.encoder).sentences(made)


# Whole runs


def first_sentences(request: dict[str, Any]) -> list[str]:
    """Of three passages in a request a whole sentence, with its mark."""
    found = []
    for key, passage in passages_of(request).items():
        text = passage.split("\n", 1)[1]
        whole = [text[start:end] for start, end in sentence_spans(text.split("\n\n")[0])]
        good = [one for one in whole if re.fullmatch(r"[A-Z][^\n|]{30,200}\.", one)]
        found += [f"{one[:-1]} [{key}]." for one in good[:1]]
    return found[:3]


def careful(request: dict[str, Any]) -> Any:
    return answers(" ".join(first_sentences(request)))


def careless(request: dict[str, Any]) -> Any:
    """Two sentences that the passages have, and one that they do not."""
    return answers(
        " ".join([*first_sentences(request)[:2], "In 1873 kocht de Denktank 640 zeilschepen [1]."])
    )


def wild(request: dict[str, Any]) -> Any:
    """One sentence that the passages have, and three that they do not."""
    wrong = "In 1873 kocht de Denktank 640 zeilschepen [1]. Daar voeren 88 kapiteins op [1]. Dat was duur."
    return answers(" ".join([*first_sentences(request)[:1], wrong]))


@pytest.fixture(scope="module")
def questions(startcorpus_workspace: Workspace) -> list[GoldenQuestion]:
    """Four that the startcorpus answers and two that it does not."""
    taken = chosen(taking_part(golden_set.load(), startcorpus_workspace.library), None)
    inside = [item.question for item in taken if item.places][:4]
    outside = [item.question for item in taken if item.question.tag == "ver_weg"][:2]
    return [*inside, *outside]


def measured(
    workspace: Workspace,
    questions: list[GoldenQuestion],
    script: Script | None = None,
    most: int | None = None,
) -> AnswersRun:
    with chat_server(script or careful) as server:
        settings = workspace.settings.model_copy(update={"chat_base_url": server.base_url})
        place = Workspace(settings)
        assistants = systems(place, MODEL if script else "")
        return measure_answers(place, assistants, questions, most, "proef", "alles")


@pytest.mark.integration
def test_without_a_model_quotations_are_measured(
    startcorpus_workspace: Workspace, questions: list[GoldenQuestion], tmp_path: Path
) -> None:
    run = measured(startcorpus_workspace, questions)
    assert (run.systems, run.differences, run.label) == ((EXTRACTIVE_MODEL,), {}, "proef")
    found = run.figures[EXTRACTIVE_MODEL]
    assert found[answer_metrics.IN_WORDS].value == 1.0
    assert found[answer_metrics.PRECISION].value == found[answer_metrics.RECALL].value > 0.8
    assert found[metrics.OUTSIDE_REFUSED].value == 1.0
    assert not found.keys() & {answer_metrics.FELL_BACK, answer_metrics.LEFT_OUT}
    for asked in run.questions:
        answer = asked.answers[EXTRACTIVE_MODEL]
        assert bool(answer.sentences) == (answer.outcome != Outcome.NOT_IN_SOURCES)
        assert (answer.first_ms is None) == (not answer.sentences)
        assert answer.first_ms is None or answer.first_ms <= answer.total_ms
    answer_record.save(run, tmp_path / "meting.json")
    kept = json.loads((tmp_path / "meting.json").read_text(encoding="utf-8"))
    assert [item["id"] for item in kept["questions"]] == [question.id for question in questions]


@pytest.mark.integration
@pytest.mark.slow
@pytest.mark.parametrize(
    ("script", "left_out", "fell_back"), [(careful, 0.0, 0.0), (careless, 1 / 3, 0.0), (wild, 3 / 4, 1.0)]
)
def test_a_model_is_measured_beside_the_quotations(
    startcorpus_workspace: Workspace,
    questions: list[GoldenQuestion],
    script: Script,
    left_out: float,
    fell_back: float,
) -> None:
    run = measured(startcorpus_workspace, questions, script)
    assert run.systems == (EXTRACTIVE_MODEL, MODEL)
    plain, model = run.figures[EXTRACTIVE_MODEL], run.figures[MODEL]
    assert model[answer_metrics.LEFT_OUT].value == pytest.approx(left_out)
    assert model[answer_metrics.FELL_BACK].value == fell_back
    written = [one for asked in run.questions for one in asked.answers[MODEL].sentences if one.generated]
    assert bool(written) == (fell_back == 0.0)
    assert all(one.supported and one.in_words and one.cited for one in written)
    assert not any("zeilschepen" in one.text for one in written)
    assert model[metrics.OUTSIDE_REFUSED] == plain[metrics.OUTSIDE_REFUSED]
    assert model[metrics.INSIDE_REFUSED] == plain[metrics.INSIDE_REFUSED]
    assert run.differences[metrics.OUTSIDE_REFUSED].value == 0.0
    told = "teruggevallen op citaten, meestal hierom: “Het antwoord van het taalmodel wordt niet"
    assert (told in eval_tables.answers(run)) == bool(fell_back)
    if fell_back:
        assert answer_metrics.IN_WORDS not in model
        assert model[answer_metrics.RECALL] == plain[answer_metrics.RECALL]
    else:
        assert model[answer_metrics.IN_WORDS].value == model[answer_metrics.RECALL].value == 1.0


@pytest.mark.integration
def test_fewer_questions_are_always_the_same(
    startcorpus_workspace: Workspace, questions: list[GoldenQuestion]
) -> None:
    taken = [Taken(question, ()) for question in golden_set.load()]
    few = chosen(taken, 20)
    assert len(few) == 20 and few != taken[:20]
    assert chosen(list(reversed(taken)), 20) == few
    assert chosen([item for item in taken if item not in few[:5]], 15) == few[5:]
    run = measured(startcorpus_workspace, questions, most=2)
    assert (len(run.questions), run.possible) == (2, 6)


# Figures, from answers of which everything is known

GOOD = JudgedSentence("Zo is het.", True, cited=2, precise=1, supported=True, in_words=True)
BAD = JudgedSentence("Zo niet.", True, cited=1, precise=0, supported=False, in_words=False)
BARE = JudgedSentence("Zonder bron.", True, cited=0, precise=0, supported=False, in_words=False)
QUOTED = replace(GOOD, generated=False, cited=1)


def answer(*sentences: JudgedSentence, ms: float = 10.0, **more: Any) -> MeasuredAnswer:
    made = MeasuredAnswer(
        outcome="beantwoord" if sentences else "niet_in_bronnen",
        sentences=sentences,
        nuggets=(),
        on_page=False,
        words=2 * len(sentences),
        readability=None,
        drafted=0,
        left_out=0,
        fell_back=False if sentences else None,
        first_ms=ms if sentences else None,
        total_ms=2 * ms,
        notes=(),
    )
    return replace(made, **more)


def asked(key: str, in_scope: bool, **systems: MeasuredAnswer) -> AskedQuestion:
    return AskedQuestion(key, f"{key}?", in_scope, "feit", None, "rapporteren", systems)


ASKED = [
    asked("a", True, een=answer(GOOD, GOOD, nuggets=(False, True), on_page=True), twee=answer(GOOD)),
    asked("b", True, een=answer(GOOD, BAD, ms=30.0, drafted=4, left_out=2), twee=answer()),
    asked("c", True, een=answer(), twee=answer(BARE)),
    asked("d", False, een=answer(QUOTED, fell_back=True, drafted=1, left_out=1), twee=answer()),
    asked("e", False, een=answer(), twee=answer()),
]


def test_refusals_count_only_where_they_can() -> None:
    found = figures(ASKED, "een")
    counts = {name: figure.count for name, figure in found.items()}
    assert counts[answer_metrics.RECALL] == counts[answer_metrics.TOTAL] == counts[answer_metrics.WORDS] == 3
    assert counts[metrics.NUGGET] == counts[answer_metrics.PAGE] == counts[metrics.INSIDE_REFUSED] == 3
    assert counts[metrics.OUTSIDE_REFUSED] == 2
    assert answer_metrics.READING not in found


def test_figures_are_means_over_answers() -> None:
    found = {name: figure.value for name, figure in figures(ASKED, "een").items()}
    assert found[answer_metrics.RECALL] == pytest.approx((1 + 1 / 2 + 1) / 3)
    assert found[answer_metrics.PRECISION] == pytest.approx((2 / 4 + 1 / 3 + 1) / 3)
    assert found[answer_metrics.SUPPORTED] == pytest.approx(2 / 3)
    assert found[metrics.NUGGET] == found[answer_metrics.PAGE] == pytest.approx(1 / 3)
    assert found[metrics.INSIDE_REFUSED] == pytest.approx(1 / 3)
    assert found[metrics.OUTSIDE_REFUSED] == 0.5
    assert found[answer_metrics.FELL_BACK] == pytest.approx(1 / 3)


def test_shares_of_sentences_are_over_all_sentences() -> None:
    found = figures(ASKED, "een")
    words, left_out = found[answer_metrics.IN_WORDS], found[answer_metrics.LEFT_OUT]
    # The quotation that took over is not the model's own.
    assert (words.value, words.count) == (0.75, 4)
    assert (left_out.value, left_out.count) == (0.6, 5)


def test_a_sentence_without_a_citation_has_neither_recall_nor_precision() -> None:
    found = figures(ASKED[2:3], "twee")
    assert found[answer_metrics.RECALL].value == found[answer_metrics.PRECISION].value == 0.0


def test_differences_are_over_what_both_answered() -> None:
    found = differences(ASKED, "een", "twee")
    assert found[answer_metrics.RECALL].count == 1
    assert found[metrics.INSIDE_REFUSED].count == 3
    assert found[metrics.INSIDE_REFUSED].value == 0.0
    assert found[metrics.OUTSIDE_REFUSED].value == 0.5
    assert found[answer_metrics.WORDS].value == -2.0
    assert answer_metrics.FIRST not in found


def test_late_is_what_few_are_later_than() -> None:
    found = intervals.late([float(ms) for ms in range(1, 101)])
    assert found.value == pytest.approx(95.05)
    assert found.low < found.value < found.high <= 100.0
    assert intervals.late([7.0]) == Figure(7.0, 7.0, 7.0, 1)
    assert intervals.late([7.0, 7.0, 7.0]) == Figure(7.0, 7.0, 7.0, 3)


def test_nothing_but_refusals_has_no_figures_of_sentences() -> None:
    found = figures(ASKED[4:], "een")
    assert found.keys() == {metrics.OUTSIDE_REFUSED}
