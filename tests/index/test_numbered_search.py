"""A question that names a numbered part finds that part, and not what only refers to it."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from corpus.structure.kind_rules import default_rules
from index.opened import OpenIndex
from index.pool import FEATURES
from index.retriever import Found, prepare, search
from index.text_encoder import Vectors
from tests.index.conftest import index_over
from tests.index.fake_encoder import FakeEncoder
from tests.index.part_forms import CARDINALS, Form, forms

SUBJECTS = (
    "drempel", "kaart", "tafel", "klus", "misser", "raad", "rekening", "storm", "feest", "stokje", "haven",
    "brug",
)  # fmt: skip


def guide() -> str:
    """Every part refers to the part after it."""
    parts = "\n".join(
        f"## Wegwijzer {number}: De {subject}\n\nOver de {subject} praat u samen met de buren.\n\n"
        f"### Verder lezen\n\nKijk daarna ook in wegwijzer {number % 12 + 1}.\n"
        for number, subject in enumerate(SUBJECTS, 1)
    )
    return f"# Samen op pad\n\nDeze gids heeft twaalf delen.\n\n{parts}"


def chapters() -> str:
    return "# Rapport\n\n" + "\n".join(
        f"## Hoofdstuk {word}\n\nDe commissie sprak {number * 10} mensen.\n\n"
        f"### Bronnen\n\nDe cijfers staan ook in hoofdstuk {number % 12 + 1}.\n"
        for number, word in enumerate(CARDINALS, 1)
    )


class EverythingAlike(FakeEncoder):
    """Gives all texts the same vector, so that only what is asked by name makes a difference."""

    def vector(self, text: str) -> Vectors:
        return np.eye(1, self.dimension, dtype=np.float32)[0]


@pytest.fixture(scope="module")
def encoder() -> FakeEncoder:
    return EverythingAlike()


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, encoder: FakeEncoder) -> Iterator[OpenIndex]:
    texts = {"gids.md": guide(), "rapport.md": chapters()}
    with index_over(tmp_path_factory.mktemp("gids"), texts, encoder) as index:
        yield index


def asked(index: OpenIndex, encoder: FakeEncoder, question: str, k: int) -> list[Found]:
    return search(index, prepare(index, encoder, question), k)


def named(kind: str, number: int) -> str:
    """The heading of a part in these texts."""
    subject = f"Wegwijzer {number}: De {SUBJECTS[number - 1]}"
    return subject if kind == "wegwijzer" else f"Hoofdstuk {CARDINALS[number - 1]}"


@settings(max_examples=80, deadline=None)
@given(forms(kinds=("wegwijzer",)))
def test_the_part_itself_comes_before_what_refers_to_it(
    index: OpenIndex, encoder: FakeEncoder, form: Form
) -> None:
    order = asked(index, encoder, form.text, index.manifest.chunks)
    own = named(form.kind, form.number)
    refers = f"ook in {form.kind} {form.number}."
    inside = [place for place, item in enumerate(order) if own in item.stored.chunk.section]
    (reference,) = [place for place, item in enumerate(order) if refers in item.stored.chunk.text]
    assert inside[0] < reference


@settings(max_examples=80, deadline=None)
@given(forms(kinds=("wegwijzer", "hoofdstuk")))
def test_keywords_put_the_part_first_and_then_what_refers_to_it(
    index: OpenIndex, encoder: FakeEncoder, form: Form
) -> None:
    """Also where the heading has the number in a word and the question in digits."""
    pool = prepare(index, encoder, form.text).pool
    stored = index.texts.chunks(pool.numbers)
    own, following = named(form.kind, form.number), named(form.kind, form.number % 12 + 1)
    refers = f"ook in {form.kind} {form.number}."
    inside = np.array([own in item.chunk.section for item in stored])
    reference = np.array([refers in item.chunk.text for item in stored])
    elsewhere = np.array([item.chunk.section[-1] == following for item in stored])
    assert (inside.sum(), reference.sum(), elsewhere.sum()) == (2, 1, 1)
    assert pool.features[:, FEATURES.index("own_part")].tolist() == inside.tolist()
    assert pool.keywords[inside].min() > pool.keywords[reference].max() > pool.keywords[elsewhere].max()
    coverage = pool.features[:, FEATURES.index("coverage")]
    assert coverage[reference].max() > coverage[elsewhere].max()


def test_a_part_that_its_own_headings_do_not_name_is_found(tmp_path: Path, encoder: FakeEncoder) -> None:
    """The number stands on a line of its own, and the rules for wegwijzers know what belongs to it."""
    parts = "\n".join(
        f"## Wegwijzer {number}\n\n## De {subject}\n\nOver de {subject} praat u samen met de buren.\n"
        for number, subject in enumerate(SUBJECTS[:5], 1)
    )
    text = f"# Samen op pad\n\n{parts}\n## Tot slot\n\nKijk daarna ook in wegwijzer 4.\n"
    with index_over(tmp_path, {"gids.md": text}, encoder, default_rules()) as index:
        found = asked(index, encoder, "Wat staat er in de vierde wegwijzer?", 9)
    order = [item.stored.chunk.section[-1] for item in found]
    assert order[0] == "De klus"
    assert {"Tot slot", "De tafel"} < set(order)


def test_of_a_question_with_two_parts_both_come_before_what_refers_to_them(
    index: OpenIndex, encoder: FakeEncoder
) -> None:
    order = asked(index, encoder, "wegwijzer 2 en de zevende wegwijzer", index.manifest.chunks)
    own = [named("wegwijzer", number) for number in (2, 7)]
    firsts = [next(place for place, i in enumerate(order) if name in i.stored.chunk.section) for name in own]
    texts = [item.stored.chunk.text for item in order]
    references = [texts.index(f"Kijk daarna ook in wegwijzer {number}.") for number in (2, 7)]
    assert max(firsts) < min(references)
