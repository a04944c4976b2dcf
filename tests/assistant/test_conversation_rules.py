"""Follow-ups made questions of their own by rules, on conversations that the labelled set does not have."""

import pytest

from assistant.answer import Length
from assistant.conversation import History, Kind, Said, Standalone, Turn
from assistant.follow_up.rules import standalone
from corpus.kinds import Role

ANSWER = (
    Said("Stap 1: bel de buren.", (1,)),
    Said("Stap 2: kies een voorzitter.", (2,)),
    Said("Daarna volgt een gesprek.", (2, 3)),
)


def after(question: str, message: str, claims: tuple[Said, ...] = ANSWER) -> Standalone:
    return standalone(message, History((Turn(question, question, claims, ("Bellen", "Kiezen", "Praten")),)))


@pytest.mark.parametrize(
    ("question", "message", "expected"),
    [
        # pronouns and pronominal adverbs
        ("Hoe werkt de pont bij Duinkouter?", "en wie betaalt dat?", "Wie betaalt de pont bij Duinkouter?"),
        ("Wat is een waterschap?", "Wat is de taak ervan", "Wat is de taak van een waterschap?"),
        ("Wat is een waterschap?", "wie is daar voorzitter van?", "Wie is voorzitter van een waterschap?"),
        ("Wie is de dijkgraaf van Elpe?", "Waar woont hij?", "Waar woont de dijkgraaf van Elpe?"),
        ("Wat is het Dijkhuis?", "Hoe lang bestaat dit huis al?", "Hoe lang bestaat het Dijkhuis al?"),
        # a question with an infinitive, and one of yes or no
        (
            "Hoe vraag ik een kapvergunning aan?",
            "Waarom is dat nodig?",
            "Waarom is dat nodig: een kapvergunning aanvragen?",
        ),
        (
            "Mag een bewoner een boom kappen?",
            "Staat dat in de wet?",
            "Staat dat in de wet, als het gaat om de vraag of een bewoner een boom mag kappen?",
        ),
        # ellipsis
        ("Wie betaalt de pont in Elpe?", "en in Duinkouter?", "Wie betaalt de pont in Duinkouter?"),
        ("Wat doet het waterschap?", "en de provincie?", "Wat doet de provincie?"),
        ("Wat staat er in hoofdstuk 3?", "en hoofdstuk vier?", "Wat staat er in hoofdstuk vier?"),
        ("Wat kostte de pont in 2019?", "en in 2020", "Wat kostte de pont in 2020?"),
        ("Hoe werkt de pont?", "en de kosten?", "Wat zijn de kosten van de pont?"),
        ("Moet een bewoner betalen?", "geldt dat ook voor bezoekers?", "Moeten bezoekers betalen?"),
        # a question word alone
        ("Mag een bewoner een boom kappen?", "waarom?", "Waarom mag een bewoner een boom kappen?"),
        ("Hoe vraag ik een kapvergunning aan?", "bij wie?", "Bij wie vraag ik een kapvergunning aan?"),
        # roles
        ("Wat kan een raadslid doen?", "en een wethouder?", "Wat kan een wethouder doen?"),
        ("Hoe spaar ik bomen?", "ik ben burgemeester", "Hoe spaar ik bomen als burgemeester?"),
        # an example
        ("Wat is een waterschap?", "geef eens een voorbeeld", "Wat is een voorbeeld van een waterschap?"),
        # a part of the answer
        ("Hoe begin je?", "wat bedoel je met stap 2?", "Wat betekent “Stap 2: kies een voorzitter”?"),
        (
            "Hoe begin je?",
            "vertel meer over de derde",
            "Wat weet je nog meer over “Daarna volgt een gesprek”?",
        ),
        ("Hoe begin je?", "Wat staat er nog in bron 1?", "Wat staat er nog meer in “Bellen”?"),
        ("Hoe begin je?", "leg [3] uit", "Wat betekent “Daarna volgt een gesprek”?"),
    ],
)
def test_a_follow_up_becomes_a_whole_question(question: str, message: str, expected: str) -> None:
    made = after(question, message)
    assert made.text == expected
    assert made.rewritten and not made.new_topic and made.kind not in (Kind.OWN, Kind.SMALL_TALK)


@pytest.mark.parametrize(
    "message",
    [
        "Wat is een kapvergunning?",
        "wat is een kapvergunning",
        "En wat is een kapvergunning?",
        "Klopt het dat de raad over bomen gaat?",
        "Hoe zorg ik ervoor dat bewoners bomen sparen?",
        "Wat gebeurt er met een boom die ziek is?",
        "Hoe betrekt een gemeente haar inwoners?",
        "Wat is een kapvergunning en hoe vraag ik die aan?",
        "Ik wil een boom kappen in mijn tuin. Mag dat?",
        "Hoe maak ik een vergadering korter?",
        "Wat kan op korte termijn?",
        "  Wat is een kapvergunning ?  ",
        "Dank je! Wat is een kapvergunning?",
        "What does the water board do?",
        "kapvergunning boom tuin",
    ],
)
def test_a_question_that_stands_on_its_own_stays_byte_for_byte(message: str) -> None:
    made = after("Wie betaalt de pont in Elpe?", message)
    assert (made.text, made.kind, made.rewritten) == (message, Kind.OWN, False)


@pytest.mark.parametrize(
    "message", ["en in Elpe?", "waarom?", "wie betaalt dat?", "vertel meer over de tweede"]
)
def test_without_a_conversation_nothing_is_made_up(message: str) -> None:
    made = standalone(message, History())
    assert (made.text, made.kind) == (message, Kind.OWN)


@pytest.mark.parametrize(
    ("message", "length", "plain"),
    [
        ("kun je dat korter?", Length.SHORT, False),
        ("vat dat samen in drie zinnen aub", Length.SHORT, False),
        ("iets uitgebreider graag", Length.LONG, False),
        ("doe maar de gewone lengte", Length.NORMAL, False),
        ("leg dat eens uit in gewone taal", None, True),
        ("ik snap het niet", None, True),
        ("korter en in gewone taal", Length.SHORT, True),
    ],
)
def test_another_form_asks_the_same_question(message: str, length: Length | None, plain: bool) -> None:
    made = after("Wie betaalt de pont in Elpe?", message)
    assert made.text == "Wie betaalt de pont in Elpe?"
    assert (made.kind, made.length, made.plain) == (Kind.FORM, length, plain)


def test_more_is_the_same_question_and_longer() -> None:
    made = after("Wie betaalt de pont in Elpe?", "vertel meer")
    assert (made.text, made.length) == ("Wie betaalt de pont in Elpe?", Length.LONG)


def test_doubt_asks_the_same_question_again() -> None:
    made = after("Wie betaalt de pont in Elpe?", "klopt dat wel?")
    assert (made.text, made.kind) == ("Wie betaalt de pont in Elpe?", Kind.CHECK)


def test_a_wish_in_a_question_of_its_own_is_noticed() -> None:
    made = after("Wie betaalt de pont?", "Leg in gewone taal uit wat een kapvergunning is")
    assert (made.kind, made.plain, made.length) == (Kind.OWN, True, None)
    made = after("Wie betaalt de pont?", "Wat is in het kort een kapvergunning?")
    assert (made.kind, made.plain, made.length) == (Kind.OWN, False, Length.SHORT)


@pytest.mark.parametrize(
    ("message", "role"),
    [
        ("Ik ben raadslid. Wat kan ik doen tegen lawaai?", Role.COUNCILLOR),
        ("Wat kan ik als kersverse wethouder doen tegen lawaai?", Role.ALDERMAN),
        ("Wij als raad willen minder lawaai, hoe doen we dat?", Role.COUNCILLOR),
        ("Welke tips zijn er voor burgemeesters over lawaai?", Role.MAYOR),
        ("Ik werk als beleidsmedewerker, wat kan ik doen tegen lawaai?", Role.OFFICIAL),
        ("Wat doe ik als wethouders niet meewerken tegen lawaai?", None),
        ("Wat doe ik als de wethouder niet wil?", None),
        ("Ik ben geen raadslid, mag ik dan inspreken?", None),
        ("Wat doen raadslid en wethouder als raadslid en wethouder botsen?", None),
        ("Hoe overtuig ik de raad?", None),
    ],
)
def test_the_role_of_the_asker_is_taken_from_the_text(message: str, role: Role | None) -> None:
    assert standalone(message, History()).role is role


@pytest.mark.parametrize(
    "message",
    [
        "dank je",
        "Hallo!",
        "wie ben je?",
        "Wat kun je allemaal?",
        "oké, bedankt!",
        "Dank u wel, tot ziens",
        "👍 top",
    ],
)
def test_small_talk_gets_a_line_and_no_search(message: str) -> None:
    made = after("Wie betaalt de pont?", message)
    assert made.kind is Kind.SMALL_TALK
    assert made.reply.endswith((".", "?"))
    assert standalone(message, History()).reply == made.reply


@pytest.mark.parametrize(
    "message",
    [
        "Dank je, en wie betaalt dat?",
        "Hallo, wat is een waterschap?",
        "Wat kun je vertellen over bomen?",
        "wie is de griffier?",
    ],
)
def test_who_says_more_than_small_talk_gets_an_answer(message: str) -> None:
    made = after("Wie betaalt de pont?", message)
    assert made.kind is not Kind.SMALL_TALK
    assert not made.reply


def test_thanks_before_a_follow_up_do_not_hide_it() -> None:
    assert after("Hoe werkt de pont?", "Dank je wel! En wie betaalt dat?").text == "Wie betaalt de pont?"


def test_who_only_tells_his_role_is_asked_for_a_question() -> None:
    made = standalone("Ik ben raadslid", History())
    assert (made.kind, made.role) == (Kind.SMALL_TALK, Role.COUNCILLOR)
    assert "raadslid" in made.reply


def test_nothing_of_the_old_question_goes_along_to_another_topic() -> None:
    made = after("Welke AI-systemen zijn verboden?", "en de bomen in het Dijkpark?")
    assert made.text == "Wat weet je over de bomen in het Dijkpark?"
    assert made.new_topic
    made = after("Welke AI-systemen zijn verboden?", "Iets anders: wat doet de dijkgraaf?")
    assert (made.text, made.new_topic) == ("Iets anders: wat doet de dijkgraaf?", True)


def test_shared_words_or_likeness_tell_the_same_topic() -> None:
    assert not after("Wie betaalt de pont?", "Hoe vaak vaart de pont?").new_topic
    assert not after(
        "Wie betaalt de pont?", "Wie is voorzitter van het gesprek?"
    ).new_topic  # from the answer
    assert after("Wie betaalt de pont?", "Hoe laat gaat de winkel open?").new_topic
    history = History((Turn("Wie betaalt de pont?", "Wie betaalt de pont?"),))
    near = standalone("Wat kost het veer over de rivier?", history, lambda one, other: 0.95)
    far = standalone("Wat kost het veer over de rivier?", history, lambda one, other: 0.5)
    assert (near.new_topic, far.new_topic) == (False, True)


def test_a_follow_up_to_a_follow_up_builds_on_what_was_searched_for() -> None:
    history = History()
    message = "Hoe werkt de pont bij Duinkouter?"
    for following in ("en wie betaalt dat?", "en in Elpe?", "korter graag"):
        history = history.with_turn(Turn(message, standalone(message, history).text))
        message = following
    assert standalone(message, history).text == "Wie betaalt de pont in Elpe?"


def test_words_of_the_answer_only_come_along_when_they_are_asked_about() -> None:
    secret = (Said("Mevrouw Grashof regelt alles.", (1,)),)
    assert "Grashof" not in after("Wie regelt de pont?", "en wie betaalt dat?", secret).text
    assert "Grashof" in after("Wie regelt de pont?", "leg zin 1 eens uit", secret).text


@pytest.mark.parametrize("message", ["", "?", "...", "\x00", "en", "de " * 5_000, "“”", "[1", "en en en?"])
def test_no_message_is_too_odd(message: str) -> None:
    assert isinstance(after("Wie betaalt de pont?", message).text, str)
