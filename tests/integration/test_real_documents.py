"""Real Dutch government documents: read, indexed, asked about, and every quotation found back.

The documents are not in this repository; ``DENKTANK_TESTDATA`` names the folder that has them.
"""

from pathlib import Path

import pytest

from assistant.assemble import Workspace
from assistant.settings import load_settings
from corpus.folders import readable_files
from corpus.publication import Publication
from eval import golden_set, metrics
from eval.measure import measure

pytestmark = [pytest.mark.integration, pytest.mark.slow]


@pytest.fixture(scope="module")
def workspace(testdata: Path, tmp_path_factory: pytest.TempPathFactory, model_cache: Path) -> Workspace:
    home = tmp_path_factory.mktemp("real-documents-home")
    workspace = Workspace(load_settings(home=home, cache_dir=model_cache))
    for folder in ("denktank", "rijk"):
        for path in readable_files(testdata / folder):
            workspace.library.add(path)
    workspace.build_index()
    return workspace


def publications(workspace: Workspace) -> list[Publication]:
    return [workspace.library.publication(entry.key) for entry in workspace.library.own_entries()]


def test_every_document_is_read_with_pages_headings_and_a_title(workspace: Workspace) -> None:
    found = publications(workspace)
    assert len(found) == 5
    for publication in found:
        assert publication.metadata.title != Path(publication.file).stem
        assert len(publication.sections) >= 3 or publication.file.endswith(".txt")
        assert all(page.text.strip() for page in publication.pages) or publication.warnings
    numbers = {publication.file: len(publication.pages) for publication in found}
    assert sorted(count for name, count in numbers.items() if name.endswith(".pdf")) == [4, 10, 16]


def test_the_letter_and_the_web_page_are_recognised(workspace: Workspace) -> None:
    recognised = {entry.catalogue_id for entry in workspace.library.own_entries()}
    assert {"brief", "nextlevel"} <= recognised


def test_every_quotation_stands_verbatim_in_the_page_it_names(workspace: Workspace) -> None:
    names = {entry.file for entry in workspace.library.own_entries()}
    golden = [item for item in golden_set.load() if {place.file for place in item.places} & names]
    run = measure(workspace, golden[::3])
    pages = {
        (publication.file, page.number): page.text
        for publication in publications(workspace)
        for page in publication.pages
    }
    checked = 0
    for question in run.questions:
        for claim in question.answer.claims:
            assert claim.exact, question.id
            if claim.file in names:
                assert pages[claim.file, claim.page][claim.start : claim.end] == claim.text
                checked += 1
    assert checked >= 40
    assert run.figures[metrics.ALL][metrics.NUGGET].value > 0.3  # guards against breaking; not a report


def test_no_heading_path_or_text_holds_a_broken_character(workspace: Workspace) -> None:
    for publication in publications(workspace):
        text = "".join(page.text for page in publication.pages)
        assert not set(text) & {"\ufffe", "\uffff", "\x02", "\x00", "\ufffd"}
