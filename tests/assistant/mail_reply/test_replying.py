"""A reply answers each question of a mail from the sources, in order, and says what they do not have."""

from dataclasses import replace

import pytest

from assistant.assemble import Workspace
from assistant.mail import courtesy
from assistant.mail.replying import Replies
from assistant.mail.values import Mail, MailKind, MailQuestion, Reply
from assistant.memo.checking import SourceChangedError
from assistant.memo.values import Standing, Statement
from corpus.errors import DenktankError

pytestmark = pytest.mark.integration
CONTACT = "griffie@gemeente.example"
MAIL = Mail(
    "Hoe betrek je de raad? En wat kost een parkeervergunning?",
    sender_name="Noa Jansen",
    sender_address="noa@oosterwal.example",
    to=("denktank@vng.example",),
    subject="Vragen",
    message_id="<2@oosterwal.example>",
    references=("<1@oosterwal.example>",),
    remarks=("De afzender vraagt ook om terug te bellen.",),
)
ASKED = (
    MailQuestion("Hoe betrek je de raad?", "hoe betrek je de raad?"),
    MailQuestion("Wat kost een parkeervergunning?", "En wat kost een parkeervergunning?"),
)


def replies(workspace: Workspace, contact: str = CONTACT, mailbox: tuple[str, ...] = ()) -> Replies:
    return Replies(workspace.assistant, workspace.current, workspace.encoder, contact, mailbox)


@pytest.fixture(scope="module")
def reply(startcorpus_workspace: Workspace) -> Reply:
    return replies(startcorpus_workspace).reply(MAIL, MailKind.QUESTIONS, ASKED)


def test_every_question_has_its_part_in_the_order_asked(reply: Reply) -> None:
    assert [part.question for part in reply.parts] == list(ASKED)
    assert [part.covered for part in reply.parts] == [True, False]
    first, second = reply.parts
    assert first.statements and second.statements == ()
    assert all(item.standing is Standing.QUOTED and item.sources for item in first.statements)
    assert sorted({n for item in first.statements for n in item.sources}) == [s.n for s in reply.sources]


def test_it_goes_to_who_wrote_and_belongs_to_the_thread(reply: Reply) -> None:
    assert (reply.to, reply.subject) == ("noa@oosterwal.example", "Re: Vragen")
    assert reply.salutation == "Beste Noa Jansen,"
    assert reply.in_reply_to == "<2@oosterwal.example>"
    assert reply.references == ("<1@oosterwal.example>", "<2@oosterwal.example>")
    assert "per vraag" in reply.opening


def test_what_was_remarked_when_reading_is_for_the_sender_not_the_reader(reply: Reply) -> None:
    assert MAIL.remarks[0] in reply.notes
    assert MAIL.remarks[0] not in reply.opening


@pytest.mark.parametrize("mailbox", [(), ("griffie@gemeente.example",)])
def test_nobody_is_sent_to_the_mailbox_that_answers(
    startcorpus_workspace: Workspace, mailbox: tuple[str, ...]
) -> None:
    to = () if mailbox else ("Griffie@Gemeente.example",)
    made = replies(startcorpus_workspace, mailbox=mailbox).reply(
        replace(MAIL, to=to), MailKind.QUESTIONS, ASKED
    )
    assert made.contact == ""
    assert any("DENKTANK_CONTACT" in note for note in made.notes)


@pytest.mark.parametrize("to", [("ie@gemeente.example",), ("raffie@gemeente.example",)])
def test_an_address_that_only_looks_like_the_contact_is_another(
    startcorpus_workspace: Workspace, to: tuple[str, ...]
) -> None:
    made = replies(startcorpus_workspace, mailbox=("griffie",)).reply(
        replace(MAIL, to=to), MailKind.QUESTIONS, ASKED[1:]
    )
    assert made.contact == CONTACT


def test_nobody_is_sent_to_himself(startcorpus_workspace: Workspace) -> None:
    asker = replace(MAIL, sender_address=CONTACT)
    assert replies(startcorpus_workspace).reply(asker, MailKind.QUESTIONS, ASKED[1:]).contact == ""


def test_a_reply_does_not_go_to_the_mailbox_itself(startcorpus_workspace: Workspace) -> None:
    own = replace(MAIL, reply_to="denktank@vng.example")
    made = replies(startcorpus_workspace, mailbox=("denktank@vng.example",)).reply(own, MailKind.THANKS, ())
    assert made.to == MAIL.sender_address


def test_an_address_that_cannot_be_written_is_told_of(startcorpus_workspace: Workspace) -> None:
    odd = replace(MAIL, sender_address="jän@oosterwal.example")
    made = replies(startcorpus_workspace).reply(odd, MailKind.THANKS, ())
    assert made.to == "" and any("adres van een afzender" in note for note in made.notes)
    domain = replace(MAIL, sender_address="jan@büro.example")
    assert replies(startcorpus_workspace).reply(domain, MailKind.THANKS, ()).to == "jan@büro.example"


def test_a_reply_without_an_address_says_so(startcorpus_workspace: Workspace) -> None:
    made = replies(startcorpus_workspace).reply(
        replace(MAIL, sender_address="", sender_name=""), MailKind.QUESTIONS, ASKED[:1]
    )
    assert (made.to, made.salutation) == ("", courtesy.NEUTRAL)
    assert any("adres van een afzender" in note for note in made.notes)


def test_where_to_reply_goes_before_who_wrote(startcorpus_workspace: Workspace) -> None:
    made = replies(startcorpus_workspace).reply(
        replace(MAIL, reply_to="team@oosterwal.example"), MailKind.THANKS, ()
    )
    assert made.to == "team@oosterwal.example"


@pytest.mark.parametrize("kind", [MailKind.THANKS, MailKind.NO_QUESTION, MailKind.EMPTY, MailKind.COMPLAINT])
def test_without_questions_the_reply_is_short(startcorpus_workspace: Workspace, kind: MailKind) -> None:
    made = replies(startcorpus_workspace).reply(MAIL, kind, ())
    assert (made.parts, made.sources) == ((), ())
    assert made.opening == courtesy.opening(kind, 0)
    assert any("klacht" in note for note in made.notes) == (kind is MailKind.COMPLAINT)


def test_a_machine_gets_no_reply(startcorpus_workspace: Workspace) -> None:
    with pytest.raises(DenktankError, match="machine"):
        replies(startcorpus_workspace).reply(MAIL, MailKind.AUTOMATIC, ASKED)


def test_a_long_thread_is_kept_short(startcorpus_workspace: Workspace) -> None:
    long = replace(MAIL, references=tuple(f"<{n}@x.example>" for n in range(100)))
    references = replies(startcorpus_workspace).reply(long, MailKind.THANKS, ()).references
    assert len(references) == 20
    assert (references[0], references[-1]) == ("<0@x.example>", "<2@oosterwal.example>")


def test_a_changed_reply_is_checked_again(startcorpus_workspace: Workspace, reply: Reply) -> None:
    service = replies(startcorpus_workspace)
    assert service.checked(reply) == reply
    first, second = reply.parts
    wrong = replace(first.statements[0], text="De raad krijgt 12 miljoen euro.")
    own = Statement("Bel ons gerust.", standing=Standing.QUOTED)
    changed = replace(
        reply,
        parts=(replace(first, statements=(wrong, Statement(" "))), replace(second, statements=(own,))),
    )
    found = service.checked(changed)
    assert [item.standing for part in found.parts for item in part.statements] == [
        Standing.UNCONFIRMED,
        Standing.OWN,
    ]
    assert len(found.sources) == 1
    assert any(courtesy.UNCONFIRMED_MARK in note for note in found.notes)
    mended = service.checked(replace(found, parts=reply.parts, sources=reply.sources))
    assert mended == reply


def test_a_source_that_was_changed_is_refused(startcorpus_workspace: Workspace, reply: Reply) -> None:
    lied = replace(reply.sources[0], quote="De raad hoeft niets te weten.")
    with pytest.raises(SourceChangedError):
        replies(startcorpus_workspace).checked(replace(reply, sources=(lied, *reply.sources[1:])))


def test_a_source_that_says_nothing_of_it_has_the_number_of_the_reply(
    startcorpus_workspace: Workspace, reply: Reply
) -> None:
    first, second = reply.parts
    silent, quoted = (replace(one, n=n) for one, n in zip(reply.sources[:2], (70, 40), strict=True))
    statement = Statement(" ".join(quoted.quote.split()), (70, 40))
    changed = replace(
        reply, parts=(replace(first, statements=(statement,)), second), sources=(quoted, silent)
    )
    (found,) = replies(startcorpus_workspace).checked(changed).parts[0].statements
    assert (found.sources, found.silent) == ((1, 2), (1,))
