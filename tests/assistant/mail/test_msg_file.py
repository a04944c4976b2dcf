import pytest

from assistant.mail.kinds import kind_of
from assistant.mail.message import read_mail
from assistant.mail.questions import questions
from assistant.mail.values import MailKind
from corpus.errors import DenktankError
from tests.assistant.mail.msg_builder import BINARY, INTEGER, TIME, UNICODE, compound_file, msg

CLASS, SUBJECT, BODY, HTML, RICH = 0x001A, 0x0037, 0x1000, 0x1013, 0x1009
SENDER_NAME, SENDER_ADDRESS, MESSAGE_ID, SENT, HEADERS = 0x0C1A, 0x0C1F, 0x1035, 0x0039, 0x007D
CODE_PAGE, FILE_NAME, ATTACHED_BYTES = 0x3FDE, 0x3707, 0x3701
JULY_2024 = 133_643_520_000_000_000
"""2 July 2024, 00:00 UTC, in the ticks of a Windows file time."""

PLAIN = {
    (CLASS, UNICODE): "IPM.Note",
    (SUBJECT, UNICODE): "Vraag over de raad",
    (
        BODY,
        UNICODE,
    ): "Beste Denktank,\r\n\r\nHoe betrekt u de raad?\r\n\r\nMet vriendelijke groet,\r\nCoby Één",
    (SENDER_NAME, UNICODE): "Coby Één",
    (SENDER_ADDRESS, UNICODE): "coby@example.nl",
    (MESSAGE_ID, UNICODE): "<abc@example.nl>",
    (SENT, TIME): JULY_2024,
}


def test_message_of_outlook():
    mail = read_mail(msg(PLAIN), "vraag.msg")
    assert (mail.sender_name, mail.sender_address) == ("Coby Één", "coby@example.nl")
    assert (mail.subject, mail.message_id) == ("Vraag over de raad", "<abc@example.nl>")
    assert mail.date.startswith("2024-07-02")
    assert [question.text for question in questions(mail)] == ["Hoe betrekt u de raad?"]
    assert "groet" not in mail.text


def test_headers_as_sent_go_before_properties():
    headers = (
        "From: Piet <piet@example.nl>\r\nReply-To: balie@example.nl\r\nTo: a@example.nl, b@example.nl\r\n"
        "Message-ID: <x@example.nl>\r\nReferences: <v@example.nl> <w@example.nl>\r\n"
    )
    mail = read_mail(msg({**PLAIN, (HEADERS, UNICODE): headers}))
    assert (mail.sender_address, mail.reply_to) == ("piet@example.nl", "balie@example.nl")
    assert mail.to == ("a@example.nl", "b@example.nl")
    assert (mail.message_id, mail.references) == ("<x@example.nl>", ("<v@example.nl>", "<w@example.nl>"))


def test_automatic_reply_of_outlook():
    headers = "From: a@example.nl\r\nAuto-Submitted: auto-generated\r\n"
    assert kind_of(read_mail(msg({**PLAIN, (HEADERS, UNICODE): headers}))) is MailKind.AUTOMATIC


def test_only_html():
    html = "<p>Wat is een wegwijzer?</p><script>x()</script>".encode("cp1252")
    properties = {key: value for key, value in PLAIN.items() if key[0] != BODY}
    mail = read_mail(msg({**properties, (HTML, BINARY): html, (CODE_PAGE, INTEGER): 1252}))
    assert mail.text == "Wat is een wegwijzer?"


def test_only_rich_text_is_told():
    properties = {key: value for key, value in PLAIN.items() if key[0] != BODY}
    mail = read_mail(msg({**properties, (RICH, BINARY): b"MELA"}))
    assert mail.text == ""
    assert any("RTF" in remark for remark in mail.remarks)


def test_attachments_are_named_only():
    attachment = {(FILE_NAME, UNICODE): "nota.docx", (ATTACHED_BYTES, BINARY): b"PK\x03\x04" * 3000}
    mail = read_mail(msg(PLAIN, (attachment, {})))
    assert mail.attachments == ("nota.docx", "(bijlage zonder naam)")
    assert "PK" not in mail.text


def test_long_body_is_cut_and_told():
    mail = read_mail(msg({**PLAIN, (BODY, UNICODE): "Wat is een wegwijzer? " * 20_000}))
    assert len(mail.text) <= 100_000
    assert any("heel lang" in remark for remark in mail.remarks)


@pytest.mark.parametrize("length", [8, 200, 600, 1100, 1700, 2300, 2900])
def test_message_that_is_cut_off_is_one_line(length):
    with pytest.raises(DenktankError, match=r"^half\.msg .* plak de tekst"):
        read_mail(msg(PLAIN)[:length], "half.msg")


def test_other_compound_file_is_no_message():
    with pytest.raises(DenktankError, match="geen Outlook-bericht"):
        read_mail(compound_file({"WordDocument": b"x" * 100}), "oud.doc")
