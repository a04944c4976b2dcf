"""Placeholders: given out, kept apart from what is in the text, and put back."""

import logging
import subprocess
import sys

import pytest

from assistant.privacy import Kind, Replaced, name_lists, redact, redact_all
from corpus.errors import DenktankError


def nothing_known(_: str) -> bool:
    return False


def test_the_user_can_see_what_was_replaced() -> None:
    redacted = redact("Bel 06-12345678 of mail jan@voorbeeld.nl.", nothing_known)
    assert redacted.text == "Bel [TELEFOON-1] of mail [E-MAIL-1]."
    assert redacted.replaced == (
        Replaced("[TELEFOON-1]", Kind.PHONE, "06-12345678"),
        Replaced("[E-MAIL-1]", Kind.EMAIL, "jan@voorbeeld.nl"),
    )


def test_the_same_original_has_the_same_placeholder() -> None:
    redacted = redact("a@b.nl, c@d.nl en weer a@b.nl", nothing_known)
    assert redacted.text == "[E-MAIL-1], [E-MAIL-2] en weer [E-MAIL-1]"
    assert len(redacted.replaced) == 2


@pytest.mark.parametrize(
    "answer",
    [
        "Mail [E-MAIL-1] even.",
        "Mail [e-mail-1] even.",
        "Mail [E-mail 1] even.",
        "Mail [EMAIL-1] even.",
        "Mail [ E-MAIL - 1 ] even.",
        "Mail [E-MAIL\u20111] even.",
        "Mail \\[E-MAIL-1\\] even.",
        "Mail E-MAIL-1 even.",
        "Mail e-mail-1 even.",
    ],
)
def test_a_placeholder_that_a_model_changed_a_little_is_put_back(answer: str) -> None:
    redacted = redact("Mail a@b.nl", nothing_known)
    assert redacted.restore(answer) == "Mail a@b.nl even."


@pytest.mark.parametrize(
    "answer",
    [
        "Stuur e-mail 1 en e-mail 2.",
        "Zie [1], [2-4] en [E-MAIL-12].",
        "Zie [NAAM-1] en [E-MAIL].",
        "Zie xE-MAIL-1 en E-MAIL-1x.",
    ],
)
def test_nothing_else_is_put_back(answer: str) -> None:
    redacted = redact("Mail a@b.nl", nothing_known)
    assert redacted.restore(answer) == answer


def test_a_text_that_already_has_something_like_a_placeholder() -> None:
    text = "Vul [NAAM-1] in, of e-mail-1. Groet, Sanne de Boer, a@b.nl"
    redacted = redact(text, nothing_known)
    assert redacted.text == "Vul [NAAM-1] in, of e-mail-1. Groet, [NAAM-2], [E-MAIL-2]"
    assert redacted.restore(redacted.text) == text


def test_a_conversation_has_one_numbering() -> None:
    first, second = redact_all(("Ik ben Sanne de Boer, a@b.nl", "Mail c@d.nl, niet a@b.nl"), nothing_known)
    assert first.text == "Ik ben [NAAM-1], [E-MAIL-1]"
    assert second.text == "Mail [E-MAIL-2], niet [E-MAIL-1]"
    assert [item.original for item in second.replaced] == ["c@d.nl", "a@b.nl"]
    assert second.restore("Dag [NAAM-1], [E-MAIL-2]") == "Dag Sanne de Boer, c@d.nl"


def test_numbers_stay_while_a_conversation_goes_on() -> None:
    texts = ["Mail a@b.nl", "Bel 06-12345678", "Mail c@d.nl en a@b.nl"]
    longer = redact_all(texts, nothing_known)
    shorter = redact_all(texts[:2], nothing_known)
    assert [item.text for item in longer[:2]] == [item.text for item in shorter]


def test_a_name_is_recognised_in_another_text_of_the_conversation() -> None:
    earlier, later = redact_all(("Is Vermeulen raadslid?", "Ik ben Tim Vermeulen."), nothing_known)
    assert "Vermeulen" not in earlier.text
    assert "Vermeulen" not in later.text


@pytest.mark.parametrize("original", ["06-12345678\u0301", "a@b.nl\ufe0f", "123456782\u20e3"])
def test_a_character_of_several_code_points_is_not_cut(original: str) -> None:
    redacted = redact(f"Het is {original} dus", nothing_known)
    assert [item.original for item in redacted.replaced] == [original]


def test_a_text_without_personal_data_stays_as_it_is() -> None:
    text = "Wat zegt les 7 over de raad in 2018?"
    assert redact(text, nothing_known).text == text
    assert redact(text, nothing_known).replaced == ()
    assert redact("", nothing_known).text == ""
    assert redact_all((), nothing_known) == ()


def test_without_a_list_of_names_there_is_an_error_and_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(name_lists, "find_spec", lambda name: None)
    name_lists.name_lists.cache_clear()
    try:
        with pytest.raises(DenktankError, match="namenlijst"):
            redact("Ik ben Sanne.", nothing_known)
    finally:
        name_lists.name_lists.cache_clear()


def test_nothing_is_written_down(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    with caplog.at_level(logging.DEBUG):
        redact("Ik ben Sanne de Boer, 06-12345678, BSN 123456782.", nothing_known)
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")


HOSTILE = """
import resource
resource.setrlimit(resource.RLIMIT_CPU, (90, 90))
from assistant.privacy import redact
pieces = [
    "1", "1 ", "06 ", "0 1 ", "ab12 ", "NL02 ", "NL02 ABNA 0123 4567 88 ", "a@", "a.", "a@a.", "A",
    "Jan ", "van ", "Jan de ", "J.", "J. ", "dr. ", "groet,", "groet\\n", "Naam: ", "heren Jan en ",
    "zaak ", "geboren 1 ", "1234 AB ", "Kerkstraat 5 ", "+31", "[", "[NAAM-", "NAAM-1", "e\\u0301",
    "\\u200b", "\\n", "123456782 ", "jan@x.nl0612345678", "Aanwezig: Jan Jansen, ",
    "Xaxaxaxaxaxaxaxaxaxaxaxaxaxaxaxaxaxa ",
]
for piece in pieces:
    text = (piece * 20000)[:20000]
    redacted = redact(text, lambda name: False)
    assert redacted.restore(redacted.text) == text
"""


@pytest.mark.slow
def test_hostile_texts_of_twenty_thousand_characters_take_no_endless_time() -> None:
    """All of them together in 90 seconds of processor time; one that takes quadratic time needs hours."""
    subprocess.run([sys.executable, "-c", HOSTILE], check=True, capture_output=True)


def test_nothing_of_a_language_model_is_imported() -> None:
    code = "import sys, assistant.privacy; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert not {"langchain", "langchain_core", "openai", "torch", "numpy", "gradio"} & set(run.stdout.split())
