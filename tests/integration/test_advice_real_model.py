"""What a guide advises at one of its stops is found by the number of the stop and the role."""

from pathlib import Path

import pytest

from assistant.answer import Question
from assistant.assemble import Workspace
from assistant.settings import load_settings
from corpus.kinds import Role
from tests.documents import truth

pytestmark = pytest.mark.integration

PERSONS = {
    Role.MAYOR: "burgemeesters",
    Role.ALDERMAN: "wethouders",
    Role.COUNCILLOR: "raadsleden",
    Role.OFFICIAL: "ambtenaren",
}


def test_the_answer_begins_with_the_advice_that_is_asked_for(tmp_path: Path, model_cache: Path) -> None:
    workspace = Workspace(load_settings(home=tmp_path, cache_dir=model_cache))
    workspace.library.add(truth.FOLDER / "gids.pdf")
    workspace.build_index()
    route = workspace.library.routekaart()
    assert route is not None
    pages = workspace.library.publication(route.publication).pages
    right = []
    for stop in route.signposts:
        for role, spans in stop.advice:
            answer = workspace.assistant.answer(
                Question(f"Wat adviseert wegwijzer {stop.number} aan {PERSONS[role]}?")
            )
            places = [(pages[span.page].number, span.start, span.end) for span in spans]
            first = answer.citations[0]
            right.append(
                any(page == first.page and start <= first.start < end for page, start, end in places)
            )
    assert len(right) == 40
    assert sum(right) >= 36
