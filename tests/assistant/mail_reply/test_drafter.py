"""What becomes of a message in the mailbox: a draft, a flag, or nothing."""

import email
from datetime import UTC, datetime
from email.policy import default
from pathlib import Path

import pytest

from assistant.assemble import Workspace
from assistant.mail.drafter import Drafter
from assistant.mail.mailbox_values import CannotReplyNowError
from assistant.mail.replying import Replies
from assistant.settings import load_settings
from corpus.errors import DenktankError

pytestmark = pytest.mark.integration
OWN = "denktank@vng.example"
ID = "<d1@denktank-assistent.invalid>"


@pytest.fixture(scope="module")
def drafter(startcorpus_workspace: Workspace) -> Drafter:
    place = startcorpus_workspace
    replies = Replies(place.assistant, place.current, place.encoder, "griffie@gemeente.example", (OWN,))
    return Drafter(replies, OWN, (OWN,), lambda: datetime(2026, 5, 1, tzinfo=UTC))


def message(text: str, sender: str = "Noa Jansen <noa@oosterwal.example>", *headers: str) -> bytes:
    lines = [f"From: {sender}", f"To: {OWN}", "Subject: Raad", "Message-ID: <1@oosterwal.example>", *headers]
    return ("\r\n".join([*lines, "Content-Type: text/plain; charset=utf-8", "", text])).encode()


def test_a_question_that_is_covered_is_answered(drafter: Drafter) -> None:
    made = drafter.draft(message("Hoe betrek je de raad bij regionale samenwerking?"), ID)
    assert made.answered and made.draft is not None
    assert made.line == "1 vraag, 1 beantwoord uit de bronnen"
    read = email.message_from_bytes(made.draft, policy=default)
    assert (read["Message-ID"], read["From"]) == (ID, OWN)
    assert read["Date"] == "Fri, 01 May 2026 00:00:00 +0000"
    assert "> Hoe betrek je de raad" in read.get_content()


@pytest.mark.parametrize(
    "text",
    [
        "Wat kost een parkeervergunning?",
        "Hoe betrek je de raad bij regionale samenwerking? Wat kost een parkeervergunning?",
        "Ik heb een klacht. Hoe betrek je de raad bij regionale samenwerking?",
        "Hoe betrek je de raad bij regionale samenwerking? Kunt u mij bellen?",
        "Hierbij stuur ik u onze nieuwe folder.",
    ],
)
def test_what_leaves_something_open_gets_a_draft_and_a_flag(drafter: Drafter, text: str) -> None:
    made = drafter.draft(message(text), ID)
    assert made.draft is not None and not made.answered


@pytest.mark.parametrize(
    ("sent", "answered"),
    [
        (message("Ik ben er niet.", "Jan <jan@x.example>", "Auto-Submitted: auto-replied"), True),
        (message("Hoe betrek je de raad?", OWN.upper()), True),
        (message("Heel erg bedankt voor uw antwoord!"), True),
        (message(""), False),
    ],
)
def test_what_needs_no_reply_gets_none(drafter: Drafter, sent: bytes, answered: bool) -> None:
    made = drafter.draft(sent, ID)
    assert (made.draft, made.answered) == (None, answered)
    assert made.line


def test_what_cannot_be_read_is_an_error_in_dutch(drafter: Drafter) -> None:
    with pytest.raises(DenktankError):
        drafter.draft(b"x" * 31_000_000, ID)


def test_without_an_index_no_message_is_given_up(tmp_path: Path, startcorpus_workspace: Workspace) -> None:
    empty = Workspace(load_settings(home=tmp_path / "leeg", cache_dir=startcorpus_workspace.cache_dir))
    drafter = Drafter(empty.replies, OWN, (OWN,), lambda: datetime(2026, 5, 1, tzinfo=UTC))
    with pytest.raises(CannotReplyNowError, match="index"):
        drafter.draft(message("Hoe betrek je de raad?"), ID)
