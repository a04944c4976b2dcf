"""Fitting weights, and the practice texts it rests on."""

from pathlib import Path

import numpy as np
import pytest

from eval.fit import FIXED, fit_choice, fit_decision
from eval.golden_set import earlier, load
from eval.practice_texts import SETS, asked_of, practice_texts, write_publications


def test_weights_are_found_again_from_the_choices_they_make() -> None:
    random = np.random.default_rng(3)
    true = np.array([2.0, -1.0, 0.0])
    choices = []
    for _ in range(300):
        rows = random.normal(size=(20, 3))
        best = (rows @ true + random.gumbel(size=20)).argmax()
        choices.append((rows, np.arange(20) == best))
    found = fit_choice([(1.0, choices)], 3)
    assert found == pytest.approx(true, abs=0.3)


def test_a_heavier_group_pulls_the_weights_to_its_side() -> None:
    one = [(np.array([[1.0], [0.0]]), np.array([True, False]))] * 10
    other = [(np.array([[1.0], [0.0]]), np.array([False, True]))] * 10
    assert fit_choice([(4.0, one), (1.0, other)], 1)[0] > 0
    assert fit_choice([(1.0, one), (4.0, other)], 1)[0] < 0


def test_the_decision_separates_what_a_signal_separates() -> None:
    random = np.random.default_rng(5)
    answered = random.random(400) < 0.5
    rows = np.stack([random.normal(size=400) + 2 * answered, random.normal(size=400)], axis=1)
    weights, intercept = fit_decision(rows, answered, np.ones(400))
    right = (rows @ weights + intercept > 0) == answered
    assert right.mean() > 0.8
    assert weights[0] > 5 * abs(weights[1])


@pytest.mark.parametrize("name", SETS)
def test_every_practice_answer_stands_in_its_text(name: str) -> None:
    texts = practice_texts(name)
    assert len(texts) == 100
    for text in texts:
        assert text.questions
        for question in text.questions:
            assert question.answer in text.text
            assert question.answer not in question.q


def test_practice_and_golden_questions_do_not_overlap() -> None:
    practice = {
        question.q.casefold() for name in SETS for text in practice_texts(name) for question in text.questions
    }
    golden = {question.question.casefold() for question in load()}
    before = {question.question.casefold() for question in earlier()}
    assert not practice & golden
    assert not practice & before
    assert not before & golden


def test_questions_of_removed_texts_have_no_answer() -> None:
    texts = practice_texts("a")
    asked = asked_of(texts[:2], texts[2:3])
    assert [item.answer is None for item in asked].count(True) == len(texts[2].questions)
    assert {item.question for item in asked if item.answer} == {
        question.q for text in texts[:2] for question in text.questions
    }


def test_texts_of_one_publication_are_written_in_one_file(tmp_path: Path) -> None:
    texts = practice_texts("b")
    write_publications(texts, tmp_path)
    files = sorted(tmp_path.glob("*.md"))
    assert len(files) == len({text.title for text in texts})
    written = "".join(file.read_text(encoding="utf-8") for file in files)
    assert all(text.text in written and f"## {text.section}\n" in written for text in texts)


def test_what_is_set_by_hand_is_in_the_weights_that_ship() -> None:
    import json
    from importlib.resources import files

    shipped: dict[str, float] = {}
    for package, name in (("index", "ranking"), ("assistant", "sentence"), ("assistant", "scope")):
        text = (files(package) / f"{name}_weights.json").read_text(encoding="utf-8")
        shipped |= json.loads(text)["weights"]
    assert {name: shipped[name] for name in FIXED} == FIXED
