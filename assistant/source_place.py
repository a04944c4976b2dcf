"""Where a quotation stands, short enough for a link; the text itself stays in the index."""

import hashlib
from dataclasses import dataclass

from assistant.answer import Citation


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """A page of a publication and the half-open ``[start, end)`` of a quotation in its text.

    ``page`` is the physical number, ``None`` where a publication has no pages. ``quote_hash`` tells whether
    the quotation is still what it was; empty where a page is opened without a quotation.
    """

    publication: str
    page: int | None
    start: int = 0
    end: int = 0
    quote_hash: str = ""

    @classmethod
    def of(cls, citation: Citation) -> "SourcePlace":
        """The place of a citation."""
        return cls(
            citation.publication, citation.page, citation.start, citation.end, quote_hash(citation.quote)
        )


def quote_hash(quote: str) -> str:
    """Twelve hexadecimal digits of a quotation: enough to notice that a text has changed."""
    return hashlib.blake2b(quote.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
