"""In words: how a message was understood where that differs from what was typed or chosen."""

from assistant.answer import Length
from assistant.conversation import Standalone
from ui.choices import Choices

_LENGTHS = {
    Length.SHORT: "Kort, zoals u vroeg.",
    Length.NORMAL: "Weer van gewone lengte.",
    Length.LONG: "Uitgebreid, zoals u vroeg.",
}
_PLAIN = "In eenvoudige taal, zoals u vroeg."
_NOT_PLAIN = "Eenvoudiger kan alleen met een taalmodel; dit zijn zinnen uit de bronnen."


def understood_line(understood: Standalone, chosen: Choices, writes: bool) -> str:
    """What was made of a message; empty where it was taken as it stands.

    Args:
        understood: the message as a question of its own.
        chosen: the choices that were in force; a role that a message tells becomes the chosen one.
        writes: whether a language model writes the answer, which simpler words take.
    """
    if understood.reply:
        return ""
    said = []
    if understood.rewritten:
        said.append(f"Begrepen als: “{understood.text}”")
    if understood.role and understood.role is not chosen.role:
        said.append(f"De rol staat nu op {understood.role.value}.")
    if understood.length and understood.length is not chosen.length:
        said.append(_LENGTHS[understood.length])
    if understood.plain and not chosen.plain:
        said.append(_PLAIN if writes else _NOT_PLAIN)
    return " ".join(said)
