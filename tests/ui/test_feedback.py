"""Opinions are kept in a file of one line each, without personal data."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import DenktankError
from tests.ui.fake_assistant import QUOTE, full_answer
from ui.feedback import Feedback
from ui.session import Turn, TurnState, Vote


def judged(question: str = "Hoe betrek ik de raad?") -> Turn:
    answer = replace(full_answer(question), index="generatie-3")
    return Turn(1, question, state=TurnState.DONE, answer=answer, vote=Vote.BAD)


def test_an_opinion_is_one_line_with_what_is_needed_to_look_at_it_again(tmp_path: Path) -> None:
    file = tmp_path / "nieuw" / "meningen.jsonl"
    turn = judged()
    Feedback(file).add(turn)
    Feedback(file).add(turn, "Er mist\neen bron. \ud800")
    first, second = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    assert first["beurt"] == second["beurt"] == turn.id
    assert (first["mening"], first["reden"]) == ("niet goed", "")
    assert second["reden"].startswith("Er mist\neen bron.")
    assert first["vraag"] == "Hoe betrek ik de raad?"
    assert first["antwoord"].startswith("De raad hoort er vroeg bij [1].")
    assert first["index"] == "generatie-3"
    assert first["bronnen"][0]["publicatie"] == "handreiking"
    assert first["bronnen"][0]["tot"] - first["bronnen"][0]["van"] == len(QUOTE)


def test_personal_data_are_not_kept(tmp_path: Path) -> None:
    file = tmp_path / "meningen.jsonl"
    question = "Ik ben Pieter Jansen, mail p.jansen@example.nl of bel 06-12345678. Hoe betrek ik de raad?"
    Feedback(file).add(judged(question), "Zet dit in het dossier van mevrouw De Vries.")
    written = file.read_text(encoding="utf-8")
    for private in ("Jansen", "example.nl", "12345678", "De Vries"):
        assert private not in written
    assert "Hoe betrek ik de raad?" in written


def test_a_file_that_cannot_be_written_is_told_in_dutch(tmp_path: Path) -> None:
    (tmp_path / "map").write_text("")
    with pytest.raises(DenktankError):
        Feedback(tmp_path / "map" / "meningen.jsonl").add(judged())
