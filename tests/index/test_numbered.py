"""Numbered parts: one name however a text or a question writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.numbered import is_part_name, numbered_parts, own_part, part_name
from index.words import plain_tokens
from tests.index.part_forms import KINDS, Form, forms


@given(forms())
def test_every_form_has_the_same_name(form: Form) -> None:
    assert list(numbered_parts(form.text)) == [part_name(form.kind, form.number)]
    assert list(numbered_parts(f"Wat staat er in {form.text}?")) == [part_name(form.kind, form.number)]


@given(st.lists(forms(), max_size=5))
def test_parts_come_in_the_order_of_the_text(named: list[Form]) -> None:
    text = "; ".join(form.text for form in named)
    assert list(numbered_parts(text)) == [part_name(form.kind, form.number) for form in named]


def test_names_differ_by_kind_and_by_number() -> None:
    names = {part_name(kind, number) for kind in KINDS for number in range(1, 21)}
    assert len(names) == 20 * len(KINDS)
    assert len(names | {own_part(name) for name in names}) == 40 * len(KINDS)
    assert all(is_part_name(name) and is_part_name(own_part(name)) for name in names)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("paragraaf 3.2 gaat daarover", []),
        ("in artikel 213 staat het", []),
        ("hoofdstuk 2,5", []),
        ("bladeren 7", []),
        ("de lesser vier", []),
        ("de wegwijzers zijn zeven", []),
        ("zeven wegwijzers", []),
        ("in 2027 de lessen", []),
        ("wegwijzer mix", []),
        ("wegwijzer dr\u0131e", []),
        ("hfst. 3", ["hoofdstuk#3"]),
        ("Art. 12", ["artikel#12"]),
        ("par 4", ["paragraaf#4"]),
        ("stappen 2 en 3", ["stap#2"]),
        ("wegwijzer 07", ["wegwijzer#7"]),
    ],
)
def test_what_names_a_part_and_what_does_not(text: str, names: list[str]) -> None:
    assert list(numbered_parts(text)) == names


_PIECES = st.sampled_from(
    [
        *KINDS,
        "hfst",
        "art",
        ".",
        " ",
        "\n",
        "nr.",
        "nummer",
        "7",
        "٧",
        "²",
        "e",
        "de",
        "ste",
        "één",
        "IIX",
        "ſ",
        "İ",
    ]
)


@given(st.one_of(st.text(st.characters(codec=None)), st.lists(_PIECES, max_size=12).map("".join)))
def test_any_text_gives_names_and_no_error(text: str) -> None:
    for name in numbered_parts(text):
        kind, number = name.split("#")
        assert kind in KINDS
        assert name == part_name(kind, int(number))


@given(st.text())
def test_no_word_of_a_text_looks_like_the_name_of_a_part(text: str) -> None:
    assert not any(is_part_name(word) for word in plain_tokens(f"wegwijzer#7 {text} les#3#"))
