"""The lines about a language model and its answer, for screen and terminal alike."""

from assistant.answer import Answer, Unconfirmed
from assistant.unconfirmed import reasons_in_words

HERE = "op deze computer"
"""The ``destination`` of text that goes nowhere else."""

BY_MODEL = "geschreven door een taalmodel, gecontroleerd met de bron"
"""What the mark behind a sentence of a language model means."""

MARK = "AI"
UNCONFIRMED = "Niet bevestigd door de bronnen"
UNCONFIRMED_WHY = "Het taalmodel schreef ook dit. Ga er niet van uit dat het klopt."
REPLACED = "Niet naar het taalmodel gestuurd"
REPLACED_WHY = "Dit uit uw vraag is vervangen voordat de vraag naar het taalmodel ging."


def reasons_line(left_out: Unconfirmed) -> str:
    """Why a sentence was left out, as one sentence."""
    line = reasons_in_words(left_out.reasons)
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
