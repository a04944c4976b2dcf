"""``denktank corpus show --image``: a page as an image, with a quotation marked."""

from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import DenktankError
from ui.finding_pages import page_with_number

if TYPE_CHECKING:
    from corpus.boxes import Box
    from corpus.library import Library
    from corpus.publication import Publication


def write_image(
    library: "Library", key: str, page: int | None, target: Path, mark: str | None, force: bool
) -> str:
    """Draw a page (physical number, from 1) to the PNG file ``target``; gives the image in words.

    Raises:
        DenktankError: no such page or quotation, not a PDF, or ``target`` exists and not ``force``.
    """
    from corpus.files import share, write_atomically
    from corpus.page_image import alt_text, page_image, refuse_without_pages

    _refuse_target(target, force)
    publication = library.publication(key)
    refuse_without_pages(publication)
    index = _page_index(publication, page)
    marks, quotation = _marks(publication, index, mark) if mark is not None else ((), "")
    image = page_image(library.original(key), index, marks)
    try:
        write_atomically(target, image.png)
        share(target)
    except OSError as error:
        raise DenktankError(
            f"{target} is niet te schrijven ({error.strerror or error}). Kies een andere map, of maak ruimte."
        ) from error
    return alt_text(publication, index, quotation)


def _refuse_target(target: Path, force: bool) -> None:
    if target.suffix.lower() != ".png":
        raise DenktankError(
            f"{target.name}: de afbeelding wordt een png-bestand. Laat de naam eindigen op .png."
        )
    if not target.parent.is_dir():
        raise DenktankError(f"De map {target.parent} bestaat niet. Maak die eerst, of kies een andere map.")
    if target.is_dir():
        raise DenktankError(f"{target} is een map. Kies een andere naam.")
    if target.exists() and not force:
        raise DenktankError(f"{target} bestaat al. Kies een andere naam, of overschrijf het met --force.")


def _page_index(publication: "Publication", number: int | None) -> int:
    if number is None:
        if len(publication.pages) > 1:
            raise DenktankError("Welke bladzijde? Noem het nummer erbij, bijvoorbeeld: --page 1")
        return 0
    return publication.pages.index(page_with_number(publication, number))


def _marks(publication: "Publication", index: int, mark: str) -> tuple[tuple["Box", ...], str]:
    """Where the quotation is drawn, and how it stands there."""
    from corpus.page_image import find_quotation
    from corpus.publication import Span

    page = publication.pages[index]
    found = find_quotation(page.text, mark)
    if found is None:
        raise DenktankError(
            f"Dit citaat staat niet zo op bladzijde {page.number}. Neem de woorden letterlijk over uit: "
            f"denktank corpus show {publication.key} --page {page.number}"
        )
    span = Span(index, *found)
    marks = publication.boxes_of(span)
    if not marks:
        raise DenktankError("Van dit citaat is niet bekend waar het op de bladzijde staat. Laat --mark weg.")
    return marks, publication.text_of(span)
