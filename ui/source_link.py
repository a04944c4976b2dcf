"""The address of a source: what a citation links to, and what somebody may send on.

It holds no text of the source, only where it stands: ``/?bron=handreiking&pagina=14&van=120&tot=180&zin=…``.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

from assistant.source_place import SourcePlace
from corpus.errors import DenktankError
from ui import texts

_MOST_DIGITS = 9


def source_query(place: SourcePlace) -> str:
    """The part after the ``?``; the same for the page that shows a source and for the source alone.

    Without an end ``van`` is only where to begin to read.
    """
    fields: dict[str, object] = {"bron": place.publication}
    if place.page is not None:
        fields["pagina"] = place.page
    if place.end > place.start:
        fields |= {"van": place.start, "tot": place.end}
    elif place.start:
        fields["van"] = place.start
    if place.quote_hash:
        fields["zin"] = place.quote_hash
    return urlencode(fields)


def source_url(place: SourcePlace) -> str:
    """The address to open a source at, relative to the site."""
    return f"/?{source_query(place)}"


def read_source_query(fields: Mapping[str, str]) -> SourcePlace:
    """The place in an address, which may be anything.

    Raises:
        DenktankError: no publication, or numbers that are none.
    """
    publication = fields.get("bron", "")
    if not publication:
        raise DenktankError(texts.NO_SUCH_SOURCE)
    page = _number(fields, "pagina", None)
    start, end = _number(fields, "van", 0), _number(fields, "tot", 0)
    return SourcePlace(publication, page, start or 0, end or 0, fields.get("zin", ""))


def _number(fields: Mapping[str, str], name: str, default: int | None) -> int | None:
    written = fields.get(name)
    if written is None:
        return default
    if not written.isascii() or not written.isdecimal() or len(written) > _MOST_DIGITS:
        raise DenktankError(texts.NO_SUCH_SOURCE)
    return int(written)
