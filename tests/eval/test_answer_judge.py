"""Sentences of an answer, judged by the passages they cite."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Answer, Claim, Outcome
from assistant.assemble import Workspace
from corpus.errors import DenktankError
from eval.answer_judge import Judge
from eval.answer_record import JudgedSentence
from tests.integration.grounding import library_over

TEXTS = {
    "raad.md": """# De regioraad Vechtdelta

## Hoe de regioraad werkt

Vijf gemeenten werken samen in de regio. De regioraad vergadert vier keer per jaar in het gemeentehuis van
Oosterwal.

## Wat het kost

Elke gemeente betaalt 2,40 euro per inwoner per jaar aan het secretariaat.
""",
    "verslag.md": """# Verslag van een werkbezoek

## Wat we zagen

In Oosterwal wordt veel gebouwd. De regioraad vergadert vier keer per jaar in het gemeentehuis van Oosterwal.
""",
    "woningen.md": """# De woondeal

## Hoeveel woningen

Marsdam bouwt 900 woningen en verhuurt een derde daarvan aan mensen met een laag inkomen.
""",
}
OFTEN = "De regioraad vergadert vier keer per jaar in het gemeentehuis van Oosterwal."
MONEY = "Elke gemeente betaalt 2,40 euro per inwoner per jaar aan het secretariaat."
MERGED = "De regioraad vergadert vier keer per jaar en elke gemeente betaalt 2,40 euro per inwoner per jaar."


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, model_cache: Path) -> Workspace:
    return library_over(tmp_path_factory.mktemp("judged"), model_cache, TEXTS)


Judged = Callable[..., list[JudgedSentence]]


@pytest.fixture
def judged(workspace: Workspace) -> Judged:
    """Judges a sentence that cites the passages under these headings; a quotation without a sentence."""
    passages = {found.section[-1]: found for found in workspace.assistant.search("regioraad woningen", 10)}

    def judge(*headings: str, says: str = "") -> list[JudgedSentence]:
        cited = tuple(replace(passages[heading], n=n) for n, heading in enumerate(headings, 1))
        claim = Claim(says or cited[0].quote, tuple(one.n for one in cited), generated=bool(says))
        with workspace.current.use() as index:
            made = Answer("?", Outcome.ANSWERED, claims=(claim,), citations=cited)
            return list(Judge(index, workspace.encoder).sentences(made))

    return judge


WORK, COST, VISIT, HOMES = "Hoe de regioraad werkt", "Wat het kost", "Wat we zagen", "Hoeveel woningen"


@pytest.mark.integration
def test_every_sentence_of_a_quotation_carries_its_citation(judged: Judged) -> None:
    found = judged(WORK)
    assert [" ".join(one.text.split()) for one in found] == [
        "Vijf gemeenten werken samen in de regio.",
        OFTEN,
    ]
    assert all(one.supported and one.in_words and not one.generated for one in found)
    assert [(one.cited, one.precise) for one in found] == [(1, 1), (1, 1)]


@pytest.mark.integration
@pytest.mark.parametrize(
    ("says", "headings", "supported", "precise"),
    [
        (OFTEN, (WORK,), True, 1),
        (OFTEN, (WORK, HOMES), True, 1),  # the woondeal is beside the point
        (OFTEN, (WORK, VISIT), True, 2),  # each of them says it
        (MERGED, (WORK, COST), True, 2),  # neither says it all
        (MERGED, (WORK, COST, HOMES), True, 2),
        (MERGED, (WORK,), False, 0),
        ("De regioraad vergadert zes keer per jaar in het gemeentehuis van Oosterwal.", (WORK,), False, 0),
        (OFTEN, (HOMES, COST), False, 0),
        (OFTEN, (), False, 0),
    ],
)
def test_citations_are_judged_as_alce_has_it(
    judged: Judged, says: str, headings: tuple[str, ...], supported: bool, precise: int
) -> None:
    (found,) = judged(*headings, says=says)
    assert (found.supported, found.cited, found.precise) == (supported, len(headings), precise)
    assert found.generated


@pytest.mark.integration
def test_words_are_sought_whatever_the_judge_says(judged: Judged) -> None:
    (changed,) = judged(WORK, says="In het gemeentehuis van Oosterwal werken vier gemeenten samen.")
    assert changed.in_words
    (other,) = judged(WORK, says="De regioraad vergadert elk kwartaal in het gemeentehuis van Oosterwal.")
    assert not other.in_words
    (split,) = judged(WORK, COST, says=MERGED)
    assert split.in_words


@pytest.mark.integration
def test_a_citation_of_another_index_is_told(workspace: Workspace) -> None:
    (passage,) = workspace.assistant.search("regioraad", 1)
    moved = replace(passage, start=passage.start + 5000, end=passage.end + 5000)
    made = Answer("?", Outcome.ANSWERED, claims=(Claim(OFTEN, (1,)),), citations=(moved,))
    with workspace.current.use() as index, pytest.raises(DenktankError, match="Meet opnieuw"):
        Judge(index, workspace.encoder).sentences(made)
