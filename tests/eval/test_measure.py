"""Asking golden questions of the real assistant and of the standard chain, over a small real library."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Outcome
from assistant.assemble import Workspace
from assistant.settings import load_settings
from corpus.errors import DenktankError
from corpus.read import sha256_of
from eval import metrics, run_record
from eval.golden_set import GoldenQuestion, Place
from eval.measure import measure, taking_part
from eval.standard_chain import CHUNK_SIZE, split, standard_chain
from eval.temporary_library import temporary_library
from tests.corpus.make_pdf import make_pdf

pytestmark = pytest.mark.integration

WARMTE = make_pdf(
    [
        [(20, "Fictief rapport over de warmtecentrale"), (10, "Dit rapport is verzonnen voor de tests.")],
        [(14, "Kosten"), (10, "De gemeenten Oosterhaven en Westerhaven betalen veertien miljoen euro.")],
    ]
)
LONG = "# Zwembad\n\n" + "\n\n".join(
    f"Op dag {day} van het jaar kwamen er {day * 3} bezoekers naar het zwembad in Oosterhaven."
    for day in range(80)
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, model_cache: Path) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("documenten")
    (folder / "warmte.pdf").write_bytes(WARMTE)
    (folder / "zwembad.md").write_text(LONG, encoding="utf-8")
    (folder / "kapot.pdf").write_bytes(b"%PDF-1.7 half")
    told: list[str] = []
    settings = load_settings(home=folder / "home", cache_dir=model_cache)
    with temporary_library(settings, [folder], with_startcorpus=False, told=told.append) as place:
        assert [line.split(":")[0] for line in told] == ["kapot.pdf"]
        assert place.home != settings.home
        yield place
    assert not place.home.exists()


@pytest.fixture
def question(workspace: Workspace) -> GoldenQuestion:
    (entry,) = (entry for entry in workspace.library.entries() if entry.file == "warmte.pdf")
    text = workspace.library.publication(entry.key).pages[1].text
    start = text.index("veertien")
    place = Place("warmte.pdf", sha256_of(WARMTE), 2, start, start + len("veertien miljoen"))
    return GoldenQuestion(
        id="warmte",
        question="Hoeveel miljoen betalen de gemeenten Oosterhaven en Westerhaven?",
        in_scope=True,
        tag="feit",
        places=(place,),
        nuggets=("veertien miljoen", "komt nergens voor"),
    )


def test_a_run_records_answer_and_rankings(
    workspace: Workspace, question: GoldenQuestion, tmp_path: Path
) -> None:
    elsewhere = replace(question, id="elders", places=(replace(question.places[0], sha256="0" * 64),))
    outside = GoldenQuestion("fiets", "Hoe plak ik een fietsband?", False, "ver_weg")
    done: list[tuple[int, int]] = []
    publications = [workspace.library.publication(entry.key) for entry in workspace.library.entries()]
    with standard_chain(publications, workspace.encoder) as chain:
        run = measure(
            workspace, [question, elsewhere, outside], chain, "proef", "alles",
            lambda number, of: done.append((number, of)),
        )  # fmt: skip
    assert done == [(1, 2), (2, 2)]
    assert (run.left_out, run.label, run.half) == (1, "proef", "alles")
    inside, far = run.questions
    assert inside.answer.outcome != Outcome.NOT_IN_SOURCES
    assert inside.answer.nuggets == inside.answer.nuggets_on_page == (True, False)
    assert all(claim.exact for claim in inside.answer.claims)
    assert inside.ours.rank and inside.ours.page_rank and inside.peer and inside.peer.rank
    best = inside.ours.places[inside.ours.rank - 1]
    assert (best.file, best.page) == ("warmte.pdf", 2)
    assert (far.ours.rank, far.ours.page_rank) == (None, None)
    assert run.figures["alles"][metrics.EXACT].value == 1.0
    run_record.save(run, tmp_path / "meting.json")
    assert run_record.load(tmp_path / "meting.json") == run
    assert metrics.figures(run.questions) == run.figures


def test_a_quotation_that_stands_elsewhere_is_not_exact(
    workspace: Workspace, question: GoldenQuestion, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = workspace.assistant.answer

    def shifted(asked):  # type: ignore[no-untyped-def]
        whole = answer(asked)
        moved = tuple(replace(item, start=item.start + 1, end=item.end + 1) for item in whole.citations)
        return replace(whole, citations=moved)

    monkeypatch.setattr(workspace.assistant, "answer", shifted)
    run = measure(workspace, [question])
    assert run.questions[0].answer.claims
    assert run.figures["alles"][metrics.EXACT].value == 0.0


def test_two_questions_with_one_id_are_refused(workspace: Workspace, question: GoldenQuestion) -> None:
    with pytest.raises(DenktankError, match="hetzelfde kenmerk"):
        taking_part([question, replace(question, tag="kort")], workspace.library)


def test_no_question_about_these_documents_is_told(workspace: Workspace, question: GoldenQuestion) -> None:
    with pytest.raises(DenktankError, match="geen vragen"):
        measure(workspace, [replace(question, places=())])


def test_chunks_of_the_chain_stand_where_they_say(workspace: Workspace) -> None:
    publications = [workspace.library.publication(entry.key) for entry in workspace.library.entries()]
    pages = {(item.file, page.number): page.text for item in publications for page in item.pages}
    chunks = split(publications)
    assert len(chunks) > 6
    for chunk in chunks:
        text = pages[chunk.metadata["file"], chunk.metadata.get("page")]
        start = chunk.metadata["start_index"]
        assert text[start : start + len(chunk.page_content)] == chunk.page_content
        assert len(chunk.page_content) <= CHUNK_SIZE
    with standard_chain(publications, workspace.encoder) as chain:
        found = chain.search("Hoeveel betalen Oosterhaven en Westerhaven?")
    assert chain.chunks == len(chunks) and len(found) == min(10, len(chunks))
    assert ("warmte.pdf", 2) in {(item.file, item.page) for item in found[:3]}
