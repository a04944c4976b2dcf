"""The golden questions that come with the program, and the loader of questions of one's own."""

import os
from collections import Counter
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from assistant.assemble import Workspace
from corpus import read
from corpus.errors import DenktankError
from corpus.folders import readable_files
from corpus.publication import Publication
from corpus.startcorpus_pieces import startcorpus
from eval import golden_set, metrics
from eval.golden_set import GoldenQuestion, Place
from eval.halves import Half
from eval.measure import measure

QUESTIONS = golden_set.load() if (files("eval.golden") / "questions.jsonl").is_file() else ()
SELF_MADE = Path(__file__).parents[1] / "documents"


def plain(text: str) -> str:
    return " ".join(text.casefold().split())


@cache
def publications() -> dict[str, Publication]:
    """By the hash of their file: the startcorpus, the self-made documents and, where named, the real ones."""
    found = {piece.sha256: piece for piece in startcorpus()}
    paths = list(SELF_MADE.glob("*.pdf"))
    if folder := os.environ.get("DENKTANK_TESTDATA"):
        paths += readable_files(Path(folder))
    for path in paths:
        data = path.read_bytes()
        sha256 = read.sha256_of(data)
        found[sha256] = read.publication(read.parse(data, path.name), path.name, path.stem, sha256)
    return found


def text_at(place: Place) -> str | None:
    """What stands at a place; ``None`` where its file is not here."""
    publication = publications().get(place.sha256)
    if publication is None:
        return None
    assert publication.file == place.file
    page = next((page for page in publication.pages if page.number == place.page), None)
    assert page is not None, f"{place.file} heeft geen bladzijde {place.page}"
    assert 0 <= place.start < place.end <= len(page.text), place
    return page.text[place.start : place.end]


def test_every_question_is_well_formed() -> None:
    assert QUESTIONS
    assert len({item.id for item in QUESTIONS}) == len(QUESTIONS)
    assert len({plain(item.question) for item in QUESTIONS}) == len(QUESTIONS)
    for item in QUESTIONS:
        assert item.question.strip() and item.tag
        assert item.in_scope == bool(item.nuggets) == bool(item.places), item.id
        for nugget in item.nuggets:
            assert 1 <= len(nugget.split()) <= 4, item.id
            assert plain(nugget) not in plain(item.question), item.id


@pytest.mark.slow
def test_every_place_holds_text_and_one_of_them_a_nugget() -> None:
    here = set(publications())
    startcorpus_names = {piece.file for piece in startcorpus()}
    checked = 0
    for item in QUESTIONS:
        texts = [text_at(place) for place in item.places]
        for place, text in zip(item.places, texts, strict=True):
            known_file = place.file in startcorpus_names or (SELF_MADE / place.file).is_file()
            assert text is not None or not known_file, f"{item.id}: {place.file} is veranderd"
            assert text is None or text.strip(), item.id
        if item.in_scope and all(place.sha256 in here for place in item.places):
            said = plain(" ".join(filter(None, texts)))
            assert any(plain(nugget) in said for nugget in item.nuggets), item.id
            checked += 1
    assert checked >= 60


@pytest.mark.slow
def test_every_place_is_in_the_real_documents_or_ours(testdata: Path) -> None:
    unknown = {
        place.file for item in QUESTIONS for place in item.places if place.sha256 not in publications()
    }
    assert not unknown


@pytest.mark.parametrize("in_scope", [True, False])
def test_both_halves_are_large_enough(in_scope: bool) -> None:
    counts = Counter(item.half for item in QUESTIONS if item.in_scope == in_scope)
    assert min(counts[half] for half in Half) >= 0.4 * counts.total()


def in_file(file: str, page: int | None) -> GoldenQuestion:
    return GoldenQuestion("x", "Wie?", True, "feit", places=(Place(file, "0", page, 0, 1),), nuggets=("Jan",))


@pytest.mark.parametrize(
    ("question", "half"),
    [
        (in_file("a.pdf", 1), Half.REPORTING),
        (in_file("a.pdf", 2), Half.TUNING),
        (in_file("a.pdf", 3), Half.TUNING),
        (in_file("b.md", None), Half.TUNING),
        (GoldenQuestion("y", "Hoe bak ik brood?", False, "ver_weg"), Half.TUNING),
        (GoldenQuestion("z", "Hoe  bak ik\nBROOD?", False, "ver_weg"), Half.TUNING),
        (GoldenQuestion("q", "Wie won het songfestival?", False, "ver_weg"), Half.REPORTING),
    ],
)
def test_the_half_of_a_question_never_changes(question: GoldenQuestion, half: Half) -> None:
    assert question.half is half


def test_questions_about_one_page_are_in_one_half() -> None:
    other = GoldenQuestion("y", "Waar?", True, "kort", places=(Place("a.pdf", "0", 3, 50, 60),))
    assert other.half is in_file("a.pdf", 3).half


def test_own_questions_are_loaded_and_written_back(tmp_path: Path) -> None:
    path = tmp_path / "vragen.jsonl"
    path.write_text(golden_set.dump(QUESTIONS[:5]) + "\n", encoding="utf-8")
    assert golden_set.load(path) == QUESTIONS[:5]


@pytest.mark.parametrize("line", ["geen json", '{"id": "a"}', "[]"])
def test_a_line_that_is_no_question_is_named(line: str, tmp_path: Path) -> None:
    path = tmp_path / "vragen.jsonl"
    path.write_text(golden_set.dump(QUESTIONS[:1]) + line, encoding="utf-8")
    with pytest.raises(DenktankError, match=r"Regel 2 van .*vragen.jsonl is geen goede vraag"):
        golden_set.load(path)


@pytest.mark.integration
@pytest.mark.slow
def test_questions_are_answered_from_the_startcorpus(startcorpus_workspace: Workspace) -> None:
    run = measure(startcorpus_workspace, QUESTIONS[::4])
    figures = run.figures[metrics.ALL]
    assert figures[metrics.EXACT].value == 1.0
    # Well below what was measured: this guards against breaking, it does not report.
    assert figures["recall@10"].value > 0.6
    assert figures[metrics.NUGGET].value > 0.35
    assert figures[metrics.DECIDED].value > 0.5
