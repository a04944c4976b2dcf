"""Real government PDFs with labelled reading order and hyphens; only with DENKTANK_TESTDATA."""

import json
import os
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from corpus.compose import Content
from corpus.read_pdf import read_pdf
from tests.corpus.test_read_pdf import assert_nothing_is_lost

FOLDER = Path(os.environ.get("DENKTANK_TESTDATA", "")) / "rijk"
PDFS = sorted(FOLDER.glob("*.pdf")) if "DENKTANK_TESTDATA" in os.environ else []

pytestmark = [
    pytest.mark.integration,
    pytest.mark.slow,
    pytest.mark.skipif(not PDFS, reason="DENKTANK_TESTDATA is niet gezet: geen echte documenten"),
]


@cache
def content_of(file: str) -> Content:
    return read_pdf((FOLDER / file).read_bytes(), file)


def plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def places(page: str, anchors: list[str]) -> list[int]:
    """Where each anchor stands; ``@2`` asks for the second time. -1 where it is not found."""
    found = []
    for anchor in anchors:
        text, _, times = anchor.partition("@")
        at = -1
        for _ in range(int(times or 1)):
            at = page.find(plain(text), at + 1)
        found.append(at)
    return found


def test_every_anchor_is_found_and_in_reading_order() -> None:
    labelled = json.loads((FOLDER / "leesvolgorde.json").read_text(encoding="utf-8"))["bladzijden"]
    assert labelled
    for entry in labelled:
        page = plain(content_of(entry["file"]).pages[entry["page"] - 1].text)
        found = places(page, entry["anchors"])
        assert -1 not in found
        assert found == sorted(found)


def test_hyphens_at_line_ends_stay_or_go_as_a_person_would() -> None:
    labelled = json.loads((FOLDER / "koppeltekens.json").read_text(encoding="utf-8"))
    right = 0
    for entry in labelled:
        text = " ".join(content_of(entry["file"]).pages[entry["page"] - 1].text.split())
        head, tail = entry["voor"], entry["na"]
        expected = {
            "koppelteken blijft": [f"{head}-{tail}"],
            "samenvoegen": [head + start + tail[1:] for start in (tail[0], *"ëïöü")],
        }.get(entry["goed"], [f"{head}- {tail}"])
        right += any(whole in text for whole in expected)
    assert right >= 0.98 * len(labelled)


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_no_character_of_a_real_document_is_lost(path: Path) -> None:
    assert_nothing_is_lost(path.read_bytes())


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_no_page_number_is_left_in_the_text(path: Path) -> None:
    content = content_of(path.name)
    for page in content.pages:
        assert f"{page.number}/{len(content.pages)}" not in plain(page.text)
