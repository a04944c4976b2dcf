import base64
import quopri

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.mail.kinds import kind_of
from assistant.mail.letter import MOST_BYTES
from assistant.mail.message import mail_of_text, read_mail
from assistant.mail.questions import MOST_QUESTIONS, questions
from assistant.mail.values import MailKind
from corpus.errors import DenktankError

HEAD = b"From: Jan de Wit <jan@example.nl>\r\nTo: denktank@example.nl\r\nSubject: vraag\r\n"
ASKED = "Hoe betrekt u de raad bij één regio?"


def eml(body: bytes, *headers: bytes) -> bytes:
    return HEAD + b"".join(header + b"\r\n" for header in headers) + b"\r\n" + body


def parts(*given: bytes, kind: bytes = b"mixed") -> bytes:
    body = b"".join(b"--grens\r\n" + part + b"\r\n" for part in given) + b"--grens--\r\n"
    return eml(body, b'Content-Type: multipart/%s; boundary="grens"' % kind)


def part(text: bytes, *headers: bytes) -> bytes:
    return b"".join(header + b"\r\n" for header in headers) + b"\r\n" + text


def asked(data: bytes) -> list[str]:
    return [question.text for question in questions(read_mail(data))]


def test_headers_for_threading():
    mail = read_mail(
        eml(
            b"Wat is een wegwijzer?",
            b"Message-ID: <nu@example.nl>",
            b"References: <een@example.nl>\r\n <twee@example.nl>",
            b"In-Reply-To: <twee@example.nl>",
            b"Reply-To: balie@example.nl",
            b"Date: Wed, 20 Nov 2024 10:00:00 +0100",
        )
    )
    assert (mail.sender_name, mail.sender_address) == ("Jan de Wit", "jan@example.nl")
    assert (mail.reply_to, mail.to) == ("balie@example.nl", ("denktank@example.nl",))
    assert mail.message_id == "<nu@example.nl>"
    assert mail.references == ("<een@example.nl>", "<twee@example.nl>")
    assert mail.date == "2024-11-20T10:00:00+01:00"


def test_in_reply_to_stands_in_for_references():
    assert read_mail(eml(b"dag", b"In-Reply-To: <twee@example.nl>")).references == ("<twee@example.nl>",)


def test_nothing_but_a_body_and_a_known_header():
    mail = read_mail(b"Subject: vraag\n\nWat is een wegwijzer?\n")
    assert (mail.sender_address, mail.message_id, mail.date, mail.references) == ("", "", "", ())
    assert mail.text == "Wat is een wegwijzer?"


@pytest.mark.parametrize(
    ("encoded", "headers"),
    [
        (ASKED.encode("utf-8"), [b"Content-Type: text/plain; charset=utf-8"]),
        (ASKED.encode("cp1252"), [b"Content-Type: text/plain; charset=utf-8"]),
        (ASKED.encode("cp1252"), [b"Content-Type: text/plain; charset=us-ascii"]),
        (ASKED.encode("utf-8"), [b"Content-Type: text/plain; charset=iso-8859-1"]),
        (ASKED.encode("cp1252"), [b"Content-Type: text/plain; charset=bestaat-niet"]),
        (ASKED.encode("cp1252"), []),
        (ASKED.encode("utf-16"), [b"Content-Type: text/plain; charset=utf-16"]),
        (
            base64.b64encode(ASKED.encode("utf-8"))[:-2] + b"!!",
            [b"Content-Type: text/plain; charset=utf-8", b"Content-Transfer-Encoding: base64"],
        ),
        (
            quopri.encodestring(ASKED.encode("utf-8")) + b" =ZZ=",
            [b"Content-Type: text/plain; charset=utf-8", b"Content-Transfer-Encoding: quoted-printable"],
        ),
    ],
)
def test_charset_and_encoding_that_are_wrong_or_lie(encoded: bytes, headers: list[bytes]):
    assert read_mail(eml(encoded, *headers)).text.startswith(ASKED[:-1])


def test_encoded_words_broken_over_lines():
    mail = read_mail(
        b"From: =?utf-8?q?Co=C3?=\r\n =?utf-8?q?=AB_Bos=2C_griffier?= <coe@example.nl>\r\n"
        b"Subject: =?utf-8?b?w6nDqW4=?=\r\n =?iso-8859-1?q?_vraag?=\r\n\r\ndag\r\n"
    )
    assert (mail.sender_name, mail.sender_address) == ("Coë Bos, griffier", "coe@example.nl")
    assert mail.subject == "één vraag"


@pytest.mark.parametrize(
    "name",
    [
        "=?utf-8?q?Jan=0D=0ABcc=3A_x=40example=2Enl?=",
        "=?utf-8?q?Jan=00=E2=80=AEnaJ?=",
        '"Jan\r\n Bcc: x@example.nl"',
    ],
)
def test_no_header_can_be_slipped_in_by_a_name_or_subject(name: str):
    mail = read_mail(f"From: {name} <jan@example.nl>\r\nSubject: {name}\r\n\r\ndag\r\n".encode())
    for text in (mail.sender_name, mail.sender_address, mail.subject):
        assert not {"\r", "\n", "\0", "\u202e"} & set(text)


def test_address_that_is_none_is_empty():
    mail = read_mail(b"From: <niets>\nReply-To: a b c\nTo: undisclosed-recipients:;\nSubject: x\n\ndag\n")
    assert (mail.sender_address, mail.reply_to, mail.to) == ("", "", ())


def test_plain_goes_before_html_and_an_empty_one_does_not():
    html = part(b"<p>Wat is <b>een</b> les?</p>", b"Content-Type: text/html")
    plain = part(b"Wat is een wegwijzer?", b"Content-Type: text/plain")
    stub = part(b"Uw programma kan geen HTML tonen.", b"Content-Type: text/plain")
    empty = part(b"  ", b"Content-Type: text/plain")
    assert asked(parts(plain, html, kind=b"alternative")) == ["Wat is een wegwijzer?"]
    assert asked(parts(empty, html, kind=b"alternative")) == ["Wat is een les?"]
    assert asked(parts(stub, html, kind=b"alternative")) == ["Wat is een les?"]


def test_attachments_are_named_and_not_read():
    mail = read_mail(
        parts(
            part(b"Wat is een wegwijzer?", b"Content-Type: text/plain"),
            part(b"Wat is een geheim?", b'Content-Disposition: attachment; filename="../../nota.txt"'),
            part(b"Wat is dit?", b"Content-Type: text/html; name*=utf-8''caf%C3%A9.html"),
            part(b"x", b"Content-Type: application/ms-tnef; name=winmail.dat"),
            part(b"BEGIN:VCALENDAR", b"Content-Type: text/calendar"),
        )
    )
    assert mail.attachments == ("nota.txt", "café.html", "winmail.dat", "uitnodiging.ics")
    assert mail.text == "Wat is een wegwijzer?"
    assert any("winmail.dat" in remark for remark in mail.remarks)
    assert any("agenda" in remark for remark in mail.remarks)


def test_only_attachments():
    mail = read_mail(parts(part(b"%PDF", b"Content-Type: application/pdf; name=nota.pdf")))
    assert kind_of(mail) is MailKind.EMPTY
    assert any("alleen bijlagen" in remark for remark in mail.remarks)


@pytest.mark.parametrize(
    "data",
    [
        eml(b"MIIB", b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data"),
        eml(b"-----BEGIN PGP MESSAGE-----\n\nhQEM\n-----END PGP MESSAGE-----\n"),
        parts(
            part(b"Version: 1", b"Content-Type: application/pgp-encrypted"),
            part(b"hQEM", b"Content-Type: application/octet-stream; name=encrypted.asc"),
            kind=b"encrypted",
        ),
    ],
)
def test_encrypted_mail_says_so(data: bytes):
    mail = read_mail(data)
    assert mail.text == ""
    assert any("versleuteld" in remark for remark in mail.remarks)
    assert kind_of(mail) is MailKind.EMPTY


def test_mail_passed_on_as_attachment_is_read():
    inner = b"From: Els <els@example.nl>\r\nSubject: raad\r\n\r\nHoe betrekt u de raad?\r\n"
    mail = read_mail(
        parts(
            part(b"Kun jij dit oppakken?", b"Content-Type: text/plain"),
            part(inner, b"Content-Type: message/rfc822"),
        )
    )
    assert [question.text for question in questions(mail)] == ["Hoe betrekt u de raad?"]
    assert mail.attachments == ("bericht: raad",)
    assert any("van Els" in remark for remark in mail.remarks)


def test_own_question_goes_before_that_of_a_mail_attached():
    inner = b"From: Els <els@example.nl>\r\nSubject: raad\r\n\r\nHoe betrekt u de raad?\r\n"
    data = parts(part(b"Wat is een les?"), part(inner, b"Content-Type: message/rfc822"))
    assert asked(data) == ["Wat is een les?"]


def test_reminder_brings_back_the_question_asked_before():
    text = (
        "Beste,\n\nIk heb hierop nog niets gehoord.\n\nVan: Jan de Wit <jan@example.nl>\n"
        "Verzonden: maandag 4 november 2024 09:15\nAan: Denktank\nOnderwerp: raad\n\nWat is een les?\n"
    )
    assert asked(eml(text.encode())) == ["Wat is een les?"]


def test_question_of_the_one_who_is_answered_is_not_taken_up():
    text = (
        "Dat zoek ik voor u uit.\n\nVan: Denktank <denktank@example.nl>\n"
        "Verzonden: maandag 4 november 2024 09:15\nAan: Jan\nOnderwerp: raad\n\nWat bedoelt u met een les?\n"
    )
    assert asked(eml(text.encode())) == []


def test_text_of_five_megabytes_is_read_in_part():
    mail = read_mail(eml(b"Wat is een wegwijzer? " + b"Dit is een zin over de regio. " * 170_000))
    assert len(mail.text) <= 100_000
    assert any("heel lang" in remark for remark in mail.remarks)
    assert [question.text for question in questions(mail)] == ["Wat is een wegwijzer?"]


def test_ten_thousand_parts():
    mail = read_mail(parts(*(part(b"Wat is les %d?" % number) for number in range(10_000))))
    assert len(questions(mail)) == MOST_QUESTIONS
    assert any("delen" in remark for remark in mail.remarks)
    assert any(f"meer dan {MOST_QUESTIONS} vragen" in remark for remark in mail.remarks)


def nested(depth: int) -> bytes:
    opened = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (at, at) for at in range(depth)
    )
    closed = b"".join(b"--b%d--\n" % at for at in reversed(range(depth)))
    return HEAD.replace(b"\r", b"") + opened + b"Content-Type: text/plain\n\nWat is een les?\n" + closed


def test_parts_within_parts():
    assert asked(nested(50)) == ["Wat is een les?"]
    with pytest.raises(DenktankError, match="diep genest"):
        read_mail(nested(5_000))


def test_too_large():
    with pytest.raises(DenktankError, match="groter dan 30 MB"):
        read_mail(b"x" * (MOST_BYTES + 1))


@pytest.mark.parametrize("data", [b"PK\x03\x04" + bytes(range(256)) * 9, b"%PDF-1.7\n" + bytes(200)])
def test_what_is_no_mail(data: bytes):
    with pytest.raises(DenktankError, match=r"^foto\.eml is geen mailbericht"):
        read_mail(data, "foto.eml")


def test_pasted_text_with_the_lines_above_it():
    mail = mail_of_text(
        "Van: Saskia <s@example.nl>\nVerzonden: dinsdag 19 november 2024 11:12\n"
        "Aan: Denktank <denktank@example.nl>;\n Griffie <griffie@example.nl>\n"
        "Onderwerp: de raad\n\nWat is een wegwijzer?\n\nGroet, Saskia"
    )
    assert (mail.sender_name, mail.sender_address, mail.subject) == ("Saskia", "s@example.nl", "de raad")
    assert mail.to == ("denktank@example.nl", "griffie@example.nl")
    assert mail.text == "Wat is een wegwijzer?"


def test_pasted_text_is_told_by_content_not_by_name():
    mail = read_mail("Wat is één wegwijzer?".encode("cp1252"), "bericht.msg")
    assert mail.text == "Wat is één wegwijzer?"


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", HEAD + b"\r\n"])
def test_empty(data: bytes):
    mail = read_mail(data)
    assert mail.text == ""
    assert "Het bericht heeft geen tekst." in mail.remarks
    assert questions(mail) == ()


def test_request_to_a_person_is_a_remark():
    mail = mail_of_text("Wat is een les? Kunt u mij het rapport toesturen?")
    assert [question.text for question in questions(mail)] == ["Wat is een les?"]
    assert any("Kunt u mij het rapport toesturen?" in remark for remark in mail.remarks)


_LINES = st.sampled_from([
    b"From: a@example.nl", b"Subject: =?utf-8?q?=ZZ?=", b"Content-Type: multipart/mixed; boundary=x", b"--x",
    b"--x--", b"", b"Content-Type: text/html; charset=utf-7", b"Content-Transfer-Encoding: base64", b"> a",
    b"Content-Type: message/rfc822", b"Wat is een les?", b"Van: a", b"Verzonden: b", b"Onderwerp: c", b"-- ",
    b"<p><blockquote>a", b"Op 1 jan 2024 10:10 schreef a <a@b>:", b"\xff\xfe\x00", b"Date: Mon, 99 Foo",
    b"Content-Disposition: attachment; filename*=x'y", b"References: <a@b", b"---- Forwarded message ----",
])  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.lists(_LINES, max_size=30).map(b"\n".join)))
def test_any_bytes_are_a_mail_or_a_line_for_the_user(data: bytes):
    try:
        mail = read_mail(data)
    except DenktankError as error:
        assert str(error).endswith(".")
    else:
        assert kind_of(mail) in MailKind
        assert "\n" not in mail.subject + mail.sender_name + mail.sender_address


@pytest.mark.parametrize("charset", ["utf-8", "latin-1"])
def test_headers_in_plain_bytes_are_read(charset: str):
    message = "From: Élise Müller <e@x.example>\nSubject: Coördinatie\nTo: a@x.example\n\nHoe dan?\n"
    mail = read_mail(message.encode(charset))
    assert (mail.sender_name, mail.subject) == ("Élise Müller", "Coördinatie")


def test_all_whom_a_mail_was_sent_to_are_known():
    mail = read_mail(
        b"From: a@x.example\nTo: b@x.example\nCc: c@x.example\nDelivered-To: d@x.example\n\nHoe?\n"
    )
    assert mail.to == ("b@x.example", "c@x.example", "d@x.example")


@pytest.mark.parametrize(
    "cover",
    [
        "Kunnen jullie hiernaar kijken?",
        "Wil jij deze beantwoorden?",
        "Graag jullie reactie op onderstaande vraag.",
    ],
)
def test_a_line_that_only_passes_a_mail_on_is_no_question(cover: str):
    inner = "Hoe kan de raad invloed uitoefenen op een gemeenschappelijke regeling?"
    mail = mail_of_text(
        f"Van: a@x.example\nOnderwerp: FW: regeling\n\n{cover}\n\n-----Oorspronkelijk bericht-----\n"
        f"Van: Jan <j@x.example>\nVerzonden: maandag 3 mei 2021 10:00\nAan: a@x.example\n"
        f"Onderwerp: regeling\n\n{inner}\n"
    )
    assert [question.text for question in questions(mail)] == [inner]
    assert any("doorgestuurd" in remark for remark in mail.remarks)
