"""Runs that ask golden questions of the assistant, without and with a model on a real connection."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Outcome
from assistant.ask import EXTRACTIVE_MODEL
from assistant.assemble import Workspace
from eval import answer_metrics, answer_record, golden_set, metrics
from eval.answer_quality import chosen, measure_answers, systems
from eval.answer_record import AnswersRun
from eval.golden_set import GoldenQuestion
from eval.measure import Taken, taking_part
from index.sentences import sentence_spans
from tests.integration.chat_behaviours import answers
from tests.integration.chat_server import Script, chat_server
from tests.integration.grounding import passages_of
from ui import eval_tables

MODEL = "openai:proef"


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
