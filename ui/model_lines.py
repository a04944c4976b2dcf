"""The lines about a language model and its answer, for screen and terminal alike."""

from assistant.answer import Answer, Unconfirmed

HERE = "op deze computer"
"""The ``destination`` of text that goes nowhere else."""

BY_MODEL = "geschreven door een taalmodel, gecontroleerd met de bron"
"""What the mark behind a sentence of a language model means."""

MARK = "AI"
UNCONFIRMED = "Niet bevestigd door de bronnen"
UNCONFIRMED_WHY = "Het taalmodel schreef ook dit. Ga er niet van uit dat het klopt."
REPLACED = "Niet naar het taalmodel gestuurd"
REPLACED_WHY = "Dit uit uw vraag is vervangen voordat de vraag naar het taalmodel ging."

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


def reasons_line(left_out: Unconfirmed) -> str:
    """Why a sentence was left out, as one sentence."""
    reasons = [
        _REASONS.get(kind, _OTHER_REASON) + (f" (“{detail}”)" if detail else "")
        for kind, detail in left_out.reasons
    ]
    line = "; ".join(dict.fromkeys(reasons or [_OTHER_REASON]))
    return f"{line[0].upper()}{line[1:]}."


def replaced_line(pair: tuple[str, str]) -> str:
    """What the language model got to see in the place of something."""
    placeholder, original = pair
    return f"“{original}” werd {placeholder}"


def made_line(answer: Answer) -> str:
    """Who wrote the sentences; empty where there are none."""
    if any(claim.generated for claim in answer.claims):
        return f"Geschreven door een taalmodel ({answer.model}) en zin voor zin gecontroleerd met de bronnen."
    return "Dit zijn letterlijke zinnen uit de bronnen." if answer.claims else ""


def went_line(destination: str) -> str:
    """Where the text of a question went; an empty ``destination`` is this machine."""
    if destination in ("", HERE):
        return "Uw vraag bleef op deze computer."
    return f"Uw vraag en de gevonden passages gingen {destination}."
