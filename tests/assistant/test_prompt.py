"""What a language model is asked."""

import re

import pytest
from langchain_core.messages import AIMessage

from assistant.answer import Length
from assistant.packing import Given
from assistant.prompt import NO_ANSWER, Wish, messages, once_more
from corpus.kinds import Role
from tests.assistant.by_hand import passage

ANYONE = Wish()
GIVEN = (Given(1, passage("De raad koos.")), Given(2, passage("Het regende.", page=None)))


def asked(wish: Wish = ANYONE, question: str = "Wat koos de raad?") -> tuple[str, str]:
    rules, request = messages(question, GIVEN, wish)
    return str(rules.content), str(request.content)


def test_the_passages_stand_between_marks_with_number_and_heading() -> None:
    rules, request = asked()
    begin, end = re.findall(r"<<<[^>]+>>>", request)
    inside = request[request.index(begin) + len(begin) : request.index(end)]
    assert inside.split("\n\n") == [
        "\n[1] Titel · Kop · bladzijde 3 · 2018\nDe raad koos.",
        "[2] Titel · Kop · 2018\nHet regende.\n",
    ]
    assert request.endswith("Vraag: Wat koos de raad?")
    assert begin in rules and end in rules


def test_nobody_can_know_the_marks_beforehand() -> None:
    assert asked() != asked()


@pytest.mark.parametrize(
    ("wish", "text"),
    [
        (Wish(), "iemand die bij of voor een gemeente werkt"),
        (Wish(role=Role.COUNCILLOR), "De vraag is van een raadslid"),
        (Wish(length=Length.SHORT), "een antwoord van twee of drie zinnen"),
        (Wish(length=Length.LONG), "een antwoord van acht tot twaalf zinnen"),
        (Wish(plain=True), "hoogstens twaalf woorden"),
    ],
)
def test_the_rules_name_what_the_asker_wishes(wish: Wish, text: str) -> None:
    assert text in asked(wish)[0]


def test_the_rules_show_good_and_bad_citations_and_the_way_out() -> None:
    rules, _ = asked()
    assert "[1]." in rules and "[9]" in rules
    assert NO_ANSWER in rules
    assert "{" not in rules


def test_braces_in_texts_are_left_alone() -> None:
    _, request = asked(question="Wat is {secret} of {0}?")
    assert request.endswith("Vraag: Wat is {secret} of {0}?")


def test_asking_again_adds_what_came_back_and_what_is_wanted() -> None:
    first = messages("Wat?", GIVEN, Wish())
    again = once_more(first, "Iets zonder nummer.")
    assert again[:2] == first
    assert isinstance(again[2], AIMessage) and again[2].content == "Iets zonder nummer."
    assert NO_ANSWER in str(again[3].content)
