"""Why a sentence is not confirmed by its sources, in words: for the screen, the terminal and a memo."""

from collections.abc import Iterable

_REASONS = {
    "geen_bron": "er staat geen bron bij",
    "onbekende_bron": "dit nummer hoort bij geen bron",
    "citaat": "dit staat niet letterlijk zo in de bron",
    "getal": "dit getal staat niet in de bron",
    "datum": "deze datum staat niet in de bron",
    "naam": "deze naam staat niet in de bron",
    "adres": "dit adres of nummer staat niet in de bron",
    "ontkenning": "de bron zegt misschien het omgekeerde",
    "hoeveelheid": "de bron zegt niet dat dit voor zoveel of zo weinig geldt",
    "moeten_of_mogen": "de bron zegt niet zo dat het moet, mag of kan",
    "rol": "in de bron gaat dit misschien over iemand anders",
    "oorzaak_en_gevolg": "oorzaak en gevolg liggen in de bron misschien anders",
    "weinig_steun": "de bron zegt dit niet duidelijk",
    "engels": "de zin is niet in het Nederlands",
}
_OTHER_REASON = "de bron bevestigt dit niet"


def reasons_in_words(reasons: Iterable[tuple[str, str]]) -> str:
    """Pairs of the kind of reason and the word it is about as one line, without a capital or a full stop."""
    named = [
        _REASONS.get(kind, _OTHER_REASON) + (f" (“{detail}”)" if detail else "") for kind, detail in reasons
    ]
    return "; ".join(dict.fromkeys(named or [_OTHER_REASON]))
