"""Which of the found sentences a memo about a subject takes, and for which part."""

from assistant.answer import Outcome
from assistant.compose import Looked
from assistant.extractive import Candidate
from assistant.memo.from_topic import MOST, NEAR, _choices
from assistant.memo.values import MemoPart
from corpus.kinds import PassageKind
from tests.assistant.by_hand import passage, unit


def looked(*said: tuple[str, PassageKind, float]) -> Looked:
    """A question for which these sentences were found, each in a passage of its own."""
    ranked = []
    for number, (text, kind, score) in enumerate(said):
        found = passage(text, kind=kind, chunk=number, page=number)
        vector = unit(*(float(place == number) for place in range(len(said) + 1)))
        ranked.append(Candidate(found, found.sentences[0], vector, 0.5, score))
    ranked.sort(key=lambda item: -item.score)
    return Looked(
        "v", (), Outcome.ANSWERED, 0.9, (), [item.evidence for item in ranked], ranked, foreign=False
    )


def chosen(*said: tuple[str, PassageKind, float]) -> dict[MemoPart, list[str]]:
    found: dict[MemoPart, list[str]] = {}
    for choice in _choices([looked(*said)], None):
        found.setdefault(choice.part, []).extend(item.best.sentence.text for item in choice.quotations)
    return found


def test_each_kind_of_passage_has_its_part() -> None:
    core = [(f"Nu komt zin {n} van de kern.", PassageKind.BACKGROUND, 9.0) for n in range(5)]
    found = chosen(
        *core,
        ("Zo is een les.", PassageKind.LESSON, 5.0),
        ("Zo is een wegwijzer.", PassageKind.SIGNPOST, 5.0),
        ("Zo is een dilemma.", PassageKind.DILEMMA, 5.0),
        ("Zo is een verhaal.", PassageKind.STORY, 5.0),
    )
    assert found == {
        MemoPart.CORE: [text for text, _, _ in core],
        MemoPart.LESSONS: ["Zo is een les."],
        MemoPart.ROUTE: ["Zo is een wegwijzer."],
        MemoPart.POINTS: ["Zo is een dilemma."],
        MemoPart.BACKGROUND: ["Zo is een verhaal."],
    }


def test_what_is_far_below_the_best_and_what_is_no_whole_sentence_stays_out() -> None:
    found = chosen(
        ("Alles is het beste.", PassageKind.BACKGROUND, 9.0),
        ("Rol | Taak | Valkuil van de rol.", PassageKind.BACKGROUND, 10.0),
        ("een stuk van een lijst;", PassageKind.LESSON, 8.0),
        ("Iets gaat ergens anders over.", PassageKind.LESSON, 10.0 - NEAR - 0.1),
    )
    assert found == {MemoPart.CORE: ["Alles is het beste."]}


def test_a_part_has_so_many_quotations_and_the_background_half_of_it() -> None:
    def many(kind: PassageKind) -> list[tuple[str, PassageKind, float]]:
        return [(f"Zie de {kind} nummer {n}.", kind, 8.0) for n in range(12)]

    core = [(f"Nu komt zin {n} van de kern.", PassageKind.ORGANISATION, 9.0) for n in range(5)]
    found = chosen(*core, *many(PassageKind.LESSON), *many(PassageKind.STORY))
    assert len(found[MemoPart.LESSONS]) == MOST
    assert len(found[MemoPart.BACKGROUND]) == MOST // 2


def test_questions_share_the_memo_whatever_their_scores() -> None:
    one = looked(*((f"Nu komt zin {n}.", PassageKind.BACKGROUND, 20.0) for n in range(3)))
    found = passage("Elders staat iets.", kind=PassageKind.LESSON, publication="ander", chunk=99)
    elsewhere = Candidate(found, found.sentences[0], unit(0, 0, 0, 1), 0.5, 2.0)
    other = Looked("w", (), Outcome.ANSWERED, 0.9, (), [found], [elsewhere], foreign=False)
    texts = [item.best.sentence.text for choice in _choices([one, other], None) for item in choice.quotations]
    assert "Elders staat iets." in texts
