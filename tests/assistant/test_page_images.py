"""The page of a citation as an image: looked up in the index, drawn from the original, kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import Citation
from assistant.ask import Assistant
from assistant.page_images import PageImages
from corpus.errors import DenktankError
from corpus.image_cache import ImageCache
from corpus.library import Library
from corpus.page_image import page_image
from index.build import build
from index.generation import Generations
from index.opened import CurrentIndex
from tests.corpus.make_pdf import make_pdf
from tests.index.fake_encoder import FakeEncoder

SENTENCE = "De raad stelt elk jaar de regionale agenda vast."
PAGES = [
    [(20.0, "Vooraf"), (11.0, "Dit is een korte inleiding.")],
    [(20.0, "De raad"), (11.0, SENTENCE), (11.0, "Daarna volgt een gesprek met de buren.")],
]


class Setting:
    """A library with one PDF and one text, the index over it, and everything that reads those."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pdf = folder / "raad.pdf"
        self.library = Library(folder / "home", max_file_bytes=10_000_000, with_startcorpus=False)
        self.encoder = FakeEncoder()
        self.generations = Generations(folder / "home" / "index")
        self.current = CurrentIndex(self.generations, self.encoder)
        self.assistant = Assistant(self.current, self.encoder, "", "", passages=5, most_sentences=6)
        self.images = PageImages(self.library, self.current, ImageCache(folder / "beelden"))

    def add(self, pages: list[list[tuple[float, str]]]) -> None:
        self.pdf.write_bytes(make_pdf(pages))
        self.library.add(self.pdf)
        build(self.library, self.generations, self.encoder)

    def citation(self, quote: str = SENTENCE) -> Citation:
        (first, *_) = self.assistant.search(quote, 1)
        start = first.start + first.quote.index(quote)
        return Citation(
            n=1,
            publication=first.publication,
            title=first.title,
            file=first.file,
            kind=first.kind,
            section=first.section,
            page=first.page,
            page_label=first.page_label,
            quote=quote,
            start=start,
            end=start + len(quote),
            score=1.0,
        )


@pytest.fixture
def setting(tmp_path: Path) -> Iterator[Setting]:
    made = Setting(tmp_path)
    text = tmp_path / "nota.txt"
    text.write_text("Een nota zonder bladzijden over het zwembad van de gemeente.\n", encoding="utf-8")
    made.library.add(text)
    made.add(PAGES)
    yield made
    made.current.close()


def test_the_page_of_a_citation_has_the_lines_of_the_quotation(setting: Setting) -> None:
    page = setting.assistant.source(setting.citation())
    assert (page.page, page.width, page.height) == (2, 595.0, 842.0)
    assert page.sha256 == setting.library.own_entries()[-1].sha256
    (line,) = page.boxes
    assert 55 < line.left < 65
    assert 100 < line.top < line.bottom < 180


def test_the_image_is_the_original_with_those_lines_marked(setting: Setting) -> None:
    page = setting.assistant.source(setting.citation())
    image = setting.images.image("raad", page.sha256, page.page, page.start, page.end)
    assert image == page_image(setting.pdf, 1, page.boxes)
    assert image != page_image(setting.pdf, 1)


def test_an_image_is_drawn_once(setting: Setting) -> None:
    page = setting.assistant.source(setting.citation())
    first = setting.images.image("raad", page.sha256, page.page, page.start, page.end)
    setting.library.original("raad").unlink()
    assert setting.images.image("raad", page.sha256, page.page, page.start, page.end) == first
    with pytest.raises(DenktankError, match="niet te openen"):
        setting.images.image("raad", page.sha256, page.page, page.start, page.end - 1)


def test_a_page_without_marks_can_be_shown(setting: Setting) -> None:
    page = setting.assistant.source(setting.citation())
    assert setting.images.image("raad", page.sha256, 1, 0, 0) == page_image(setting.pdf, 0)


def test_a_replaced_publication_is_not_shown_for_an_old_answer(setting: Setting) -> None:
    page = setting.assistant.source(setting.citation())
    setting.pdf.write_bytes(make_pdf([*PAGES, PAGES[0]]))
    setting.library.add(setting.pdf)
    with pytest.raises(DenktankError, match="veranderd of verwijderd"):
        setting.images.image("raad", page.sha256, page.page, page.start, page.end)
    build(setting.library, setting.generations, setting.encoder)
    with pytest.raises(DenktankError, match="veranderd of verwijderd"):
        setting.images.image("raad", page.sha256, page.page, page.start, page.end)


def test_a_publication_without_pages_has_no_image(setting: Setting) -> None:
    citation = setting.citation("zwembad van de gemeente")
    page = setting.assistant.source(citation)
    assert (page.page, page.width, page.boxes) == (None, None, ())
    with pytest.raises(DenktankError, match="geen bladzijden"):
        setting.images.image(citation.publication, page.sha256, page.page, page.start, page.end)


@pytest.mark.parametrize(("key", "page"), [("weg", 1), ("raad", 3), ("raad", None)])
def test_what_is_not_in_the_index_has_no_image(setting: Setting, key: str, page: int | None) -> None:
    with pytest.raises(DenktankError, match="veranderd of verwijderd"):
        setting.images.image(key, "a" * 64, page, 0, 1)
