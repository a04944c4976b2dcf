"""Finding a page of a publication by the number a user gives."""

from typing import TYPE_CHECKING

from corpus.errors import DenktankError

if TYPE_CHECKING:
    from corpus.publication import Page, Publication


def page_with_number(publication: "Publication", number: int) -> "Page":
    """The page with this physical number, from 1.

    Raises:
        DenktankError: there is none; names the page that has the number printed on it.
    """
    found = next((item for item in publication.pages if item.number == number), None)
    if found is not None:
        return found
    pages = sum(item.number is not None for item in publication.pages)
    have = f"heeft {pages} bladzijden" if pages else "heeft geen bladzijden; laat --page weg"
    printed = next((item for item in publication.pages if item.label == str(number)), None)
    hint = f" Het nummer {number} is gedrukt op: --page {printed.number}." if printed else ""
    raise DenktankError(f"Bladzijde {number} bestaat niet: '{publication.key}' {have}.{hint}")
