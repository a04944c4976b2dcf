"""A closed tab is forgotten, and so is one that nobody used for long."""

from starlette.testclient import TestClient

from tests.ui.fake_assistant import FakeAssistant
from ui.app import build_app
from ui.choices import Choices
from ui.sessions import IDLE_SECONDS, LEAVING, MOST_SESSIONS, Sessions


def test_every_tab_has_its_own_session() -> None:
    sessions = Sessions()
    sessions.of("a").ask("v", Choices())
    assert len(sessions.of("a").turns) == 1
    assert sessions.of("b").turns == ()
    assert sessions.of("a").sitting != sessions.of("b").sitting


def test_a_tab_that_says_it_closes_is_forgotten_and_its_answer_stopped() -> None:
    sessions = Sessions()
    session = sessions.of("a")
    turn = session.ask("v", Choices())
    sessions.forget("somebody else")
    assert turn.busy
    sessions.forget(session.sitting)
    assert not turn.busy
    assert "a" not in sessions
    assert sessions.of("a") is not session


def test_a_tab_that_nobody_used_for_long_is_forgotten_unless_it_is_busy() -> None:
    clock = [0.0]
    sessions = Sessions(lambda: clock[0])
    sessions.of("busy").ask("v", Choices())
    sessions.of("idle")
    clock[0] = IDLE_SECONDS / 2
    sessions.of("recent")
    clock[0] = IDLE_SECONDS + 1
    sessions.of("new")
    assert [tab in sessions for tab in ("busy", "idle", "recent", "new")] == [True, False, True, True]


def test_there_is_no_end_of_tabs() -> None:
    sessions = Sessions()
    for number in range(MOST_SESSIONS + 3):
        sessions.of(str(number))
    assert [str(number) in sessions for number in (0, 2, 3, MOST_SESSIONS)] == [False, False, True, True]


def test_a_closing_tab_may_say_so_and_nothing_else() -> None:
    with TestClient(build_app(FakeAssistant(), ""), base_url="http://127.0.0.1:7860") as client:
        for body in (b"", b"\xff\xfe", b"a" * 1000):
            assert client.post(LEAVING, content=body).status_code == 204
        assert client.get("/config").json()["connect_heartbeat"] is False
