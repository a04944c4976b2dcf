"""What holds for any text: nothing is lost, nothing is replaced twice, no character is cut."""

import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.privacy import redact, redact_all

PIECES = (
    "jan@voorbeeld.nl", "06-12345678", "0031 6 12 34 56 78", "123456782", "9999.12.343",
    "NL02 ABNA 0123 4567 89", "Kerkstraat 5, 1234 AB", "1234 AB 12", "Postbus 7", "Z/2024/012345",
    "zaaknummer 2024-0012", "ons kenmerk: AB-1", "geboren op 12-03-1985", "geb. 1 mei '61",
    "mevrouw De Wit", "Jan", "Sanne de Boer", "J.P. van der Laan", "Beste Anneke,",
    "Met vriendelijke groet,", "Mijn naam is", "Van den Heuvel", "Naam:", "en", "de", "van", "is",
    "[NAAM-1]", "NAAM-1", "[E-mail 2]", "[ bsn - 1 ]", "\\[ADRES-1\\]", "[NAAM-", "naam-1", "IBAN-12", "[",
    "]", "\\", "-", ".", ",", ":", "\n", " ", "  ", "\u00a0", "\u200b", "\u0301", "e\u0301", "\u00ad",
    "\u2011", "👩‍👩‍👧", "🇳🇱", "0", "1", "06", "12", "1234", "AB", "ab", "€", "@", "+31", "\ufffc", "NL",
    "x",
)  # fmt: skip
"""What a pattern looks for, whole or in part, what looks like a placeholder, and characters that consist of
more than one code point."""

MIXED = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=14).map("".join)
ANY = st.one_of(MIXED, st.text(max_size=60))


def nothing_known(_: str) -> bool:
    return False


@settings(deadline=None, max_examples=400)
@given(ANY)
def test_what_is_replaced_can_be_put_back(text: str) -> None:
    redacted = redact(text, nothing_known)
    assert redacted.restore(redacted.text) == text


@settings(deadline=None, max_examples=400)
@given(ANY)
def test_a_second_time_nothing_is_left_to_replace(text: str) -> None:
    once = redact(text, nothing_known).text
    twice = redact(once, nothing_known)
    assert twice.text == once
    assert twice.replaced == ()


@settings(deadline=None, max_examples=300)
@given(ANY)
def test_no_character_is_cut(text: str) -> None:
    redacted = redact(text, nothing_known)
    rest = regex.escape(redacted.text, special_only=True)
    for item in redacted.replaced:
        rest = rest.replace(
            regex.escape(item.placeholder, special_only=True), f"(?P<found>{regex.escape(item.original)})"
        )
    match = regex.fullmatch(rest, text)
    assert match is not None
    boundaries = {0, *(grapheme.end() for grapheme in regex.finditer(r"\X", text))}
    for start, end in match.spans("found") if redacted.replaced else ():
        assert start in boundaries
        assert end in boundaries


@settings(deadline=None, max_examples=200)
@given(st.lists(ANY, max_size=4))
def test_a_conversation_has_one_numbering(texts: list[str]) -> None:
    conversation = redact_all(texts, nothing_known)
    for text, redacted in zip(texts, conversation, strict=True):
        assert redacted.restore(redacted.text) == text
    everything = [item for redacted in conversation for item in redacted.replaced]
    by_placeholder = {item.placeholder: item for item in everything}
    by_original = {(item.kind, item.original): item.placeholder for item in everything}
    assert len(by_placeholder) == len(by_original) == len(set(everything))
