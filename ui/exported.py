"""A conversation that was saved as a file, read back to make something of its answers."""

import json

from assistant.memo.from_answers import Answered
from corpus.errors import DenktankError
from ui.kept import read_turn
from ui.session import Turn

FORM, VERSION = "denktank-gesprek", 1
MOST_JSON = 12_000_000
"""Characters: fifty turns of the most that one may have."""

_NO_CONVERSATION = (
    "Dit is geen gesprek van deze assistent. "
    "Bewaar een gesprek in het chatvenster als JSON en kies dat bestand."
)
_OTHER_VERSION = "Dit gesprek is bewaard met een andere versie van de assistent. Bewaar het gesprek opnieuw."
_CHANGED = (
    "Beurt {} van dit gesprek is niet zoals hij is bewaard: het bestand is aangepast of beschadigd. "
    "Bewaar het gesprek opnieuw."
)


def is_conversation(text: str) -> bool:
    """Whether a text says of itself that it is a saved conversation."""
    try:
        saved = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(saved, dict) and saved.get("soort") == FORM


def read_exported(text: str) -> tuple[str, tuple[Answered, ...]]:
    """The name of a saved conversation, and its questions with their answers.

    Raises:
        DenktankError: no conversation, one of another version, or one that was changed.
    """
    if len(text) > MOST_JSON or not is_conversation(text):
        raise DenktankError(_NO_CONVERSATION)
    saved = json.loads(text)
    if saved.get("versie") != VERSION:
        raise DenktankError(_OTHER_VERSION)
    written, title = saved.get("beurten"), saved.get("titel")
    if not isinstance(written, list) or not isinstance(title, str):
        raise DenktankError(_CHANGED.format(1))
    answered = []
    for place, one in enumerate(written, 1):
        turn = read_turn(json.dumps(one))
        if turn is None:
            raise DenktankError(_CHANGED.format(place))
        if (found := answered_of(turn)) is not None:
            answered.append(found)
    return title, tuple(answered)


def answered_of(turn: Turn) -> Answered | None:
    """The question of a turn with its answer; ``None`` for small talk and for what was never answered."""
    if turn.answer is None or turn.reply:
        return None
    question = turn.understood.text if turn.understood else turn.question
    return Answered(question, turn.answer, turn.role)
