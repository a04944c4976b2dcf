"""Making the chat ready while the site is served: a real library and index, with a small encoder."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.answer import Question
from assistant.assemble import Workspace
from assistant.conversation import History
from assistant.settings import load_settings
from corpus.errors import DenktankError
from index.build import Progress
from tests.index.fake_encoder import FakeEncoder
from tests.ui.fake_assistant import FakeAssistant
from ui.app import build_app
from ui.prepared import PreparedAssistant
from ui.readiness import Readiness, Stage, State
from ui.readiness_routes import library_line, state_fields

URL = "http://127.0.0.1:7860"


class BrokenEncoder(FakeEncoder):
    def encode_query(self, text: str) -> object:
        raise DenktankError("Het model is er niet.")


def workspace(tmp_path: Path, encoder: FakeEncoder | None = None, **settings: object) -> Workspace:
    place = Workspace(load_settings(home=tmp_path, **settings))
    place.__dict__["encoder"] = encoder or FakeEncoder()
    return place


def build_if_needed(place: Workspace, told: Progress) -> None:
    if place.generations.current() is None:
        told(0, 0)
        place.build_index(told)


def wait_for(readiness: Readiness, stage: Stage) -> State:
    deadline = time.monotonic() + 60
    while readiness.state().stage is not stage and time.monotonic() < deadline:
        time.sleep(0.02)
    assert readiness.state().stage is stage, readiness.state()
    return readiness.state()


def started(place: Workspace, prepare: Callable[[Workspace, Progress], None] = build_if_needed) -> Readiness:
    readiness = Readiness(place, prepare)
    readiness.start()
    return readiness


def ask(readiness: Readiness) -> None:
    assistant = PreparedAssistant(FakeAssistant, readiness.check)
    assistant.follow_up("Hoe betrek ik de raad?", History(), lambda: False)
    list(assistant.stream(Question("Hoe betrek ik de raad?"), lambda: False))


def test_the_index_is_built_while_the_site_is_served(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    go_on = threading.Event()
    seen: list[State] = []

    def prepare(place: Workspace, told: Progress) -> None:
        def watched(done: int, total: int) -> None:
            told(done, total)
            seen.append(readiness.state())
            assert go_on.wait(60)

        build_if_needed(place, watched)

    readiness = started(workspace(tmp_path), prepare)
    wait_for(readiness, Stage.BUILDING)
    assert "nog niet klaar" in readiness.served_at(URL)
    with pytest.raises(DenktankError, match=r"nog niet klaar.*opnieuw"):
        ask(readiness)
    go_on.set()
    wait_for(readiness, Stage.READY)
    ask(readiness)
    assert seen[0].total == 0
    assert seen[-1].done == seen[-1].total > 0
    assert capsys.readouterr().err.splitlines() == [
        f"De chatassistent staat klaar op {URL} (stoppen met Ctrl+C)"
    ]


def test_when_it_is_ready_at_once_that_is_said_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    readiness = started(workspace(tmp_path))
    wait_for(readiness, Stage.READY)
    assert readiness.served_at(URL) == f"De chatassistent staat klaar op {URL} (stoppen met Ctrl+C)"
    assert capsys.readouterr().err == ""


def test_an_empty_library_says_how_to_fill_it_and_goes_on_when_it_is_filled(tmp_path: Path) -> None:
    readiness = started(place := workspace(tmp_path, startcorpus=False))
    fields = state_fields(wait_for(readiness, Stage.EMPTY))
    assert any("denktank corpus add" in line for line in fields["lines"])
    with pytest.raises(DenktankError, match="corpus add"):
        ask(readiness)
    paper = tmp_path / "stuk.md"
    paper.write_text("# Samen\n\nDe raad hoort er vroeg bij.\n", encoding="utf-8")
    place.library.add(paper)
    wait_for(readiness, Stage.READY)
    assert (
        library_line(place.library.entries()) == "In de bibliotheek: 1 publicatie die is toegevoegd: “Samen”."
    )


def test_a_missing_embedding_model_has_its_own_screen(tmp_path: Path) -> None:
    readiness = started(workspace(tmp_path, BrokenEncoder()))
    fields = state_fields(wait_for(readiness, Stage.NO_EMBEDDING_MODEL))
    assert "Het model is er niet." in fields["lines"]
    assert not fields["passes"]
    assert "Het model is er niet." in readiness.served_at(URL)


def test_a_build_that_fails_leaves_the_site_and_another_build_mends_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(place: Workspace, told: Progress) -> None:
        if place.generations.current() is None:
            raise DenktankError("De schijf is vol.")

    readiness = started(place := workspace(tmp_path), fail)
    assert "De schijf is vol." in state_fields(wait_for(readiness, Stage.FAILED))["lines"]
    assert readiness.state().stage is Stage.FAILED
    place.build_index()
    wait_for(readiness, Stage.READY)
    ask(readiness)


def test_an_unexpected_failure_is_told_without_its_details(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(place: Workspace, told: Progress) -> None:
        raise RuntimeError("geheim detail")

    readiness = started(workspace(tmp_path), fail)
    assert "geheim detail" not in str(state_fields(wait_for(readiness, Stage.FAILED)))
    assert "beheerder" in capsys.readouterr().err


def test_a_wrong_chat_model_has_its_own_screen(tmp_path: Path) -> None:
    readiness = Readiness(workspace(tmp_path), build_if_needed)
    readiness.give_up(Stage.NO_CHAT_MODEL, DenktankError("Deze aanbieder is niet bekend."))
    site = build_app(FakeAssistant(), "", state=readiness.state, library=lambda: "In de bibliotheek: iets.")
    with TestClient(site, base_url=URL) as client:
        answer = client.get("/denktank/toestand")
    fields = answer.json()
    assert fields["stage"] == "geen-taalmodel"
    assert "Deze aanbieder is niet bekend." in fields["lines"]
    assert any("DENKTANK_CHAT_MODEL" in line for line in fields["lines"])
    assert fields["library"] == "In de bibliotheek: iets."
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(("done", "total", "count"), [(0, 0, ""), (3, 1280, "3 van 1.280 stukken tekst")])
def test_progress_is_told_in_numbers_once_the_total_is_known(done: int, total: int, count: str) -> None:
    assert state_fields(State(Stage.BUILDING, done, total))["count"] == count


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.READY])
def test_every_stage_has_a_title_and_says_what_to_do(stage: Stage) -> None:
    fields = state_fields(State(stage, detail="Er is iets."))
    assert fields["title"]
    assert len(fields["lines"]) >= 2


def test_the_library_line_names_what_was_added(tmp_path: Path) -> None:
    place = workspace(tmp_path)
    pieces = len(place.library.entries())
    assert library_line(()) == ""
    assert (
        library_line(place.library.entries())
        == f"In de bibliotheek: het startcorpus met {pieces} korte teksten."
    )
    for number in range(5):
        paper = tmp_path / f"stuk-{number}.md"
        paper.write_text(f"# Stuk {number}\n\nDe raad hoort er bij, nummer {number}.\n", encoding="utf-8")
        place.library.add(paper)
    line = library_line(place.library.entries())
    assert "5 publicaties die zijn toegevoegd: “Stuk 0”, “Stuk 1”, “Stuk 2” en nog 2." in line
