"""What a browser keeps of a turn, as JSON, and how it is read back.

A kept turn is one JSON object with the fields of :class:`KeptTurn`; an exported conversation is
``{"soort": "denktank-gesprek", "versie": 1, "titel", "gemaakt", "gewijzigd", "beurten": [turn, …]}``.
Whoever uses the browser can change what it keeps, so nothing of it is trusted: types are checked strictly,
sizes and numbers have bounds, and all of it is shown as text.
"""

import json
import re
from dataclasses import dataclass, replace

from pydantic import TypeAdapter, ValidationError

from assistant.answer import MAX_QUESTION_LENGTH, Answer
from assistant.conversation import Standalone
from assistant.memo.keeping import MOST_NUMBER, is_possible_source
from ui import texts
from ui.choices import Choices
from ui.session import MAX_TURNS, Turn, TurnState

MOST_JSON = 250_000
"""Characters of one turn: three times the longest question, and the longest answers with their quotations."""
_MOST_OFFERED = 10

_TURN_ID = re.compile(r"[0-9a-f]{16}", re.ASCII)
_CONVERSATION_ID = re.compile(r"[0-9a-f]{32}", re.ASCII)


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A turn as it is kept: see ``ui.session.Turn`` for its fields."""

    id: str
    asked: str
    question: str
    choices: Choices
    state: TurnState
    understood: Standalone | None = None
    remark: str = ""
    answer: Answer | None = None
    failure: str = ""
    next_questions: tuple[str, ...] = ()


_ADAPTER = TypeAdapter(KeptTurn)


@dataclass(frozen=True, slots=True)
class Kept:
    """A conversation that came back: its name, its turns, and how many could not be read."""

    conversation: str
    turns: tuple[Turn, ...]
    unreadable: int


def kept_turn(turn: Turn) -> str:
    """A turn as JSON; while it is being answered only the question, since the rest may never be finished."""
    answer = None if turn.busy or turn.answer is None else replace(turn.answer, timings_ms={})
    kept = KeptTurn(
        id=turn.id,
        asked=turn.asked,
        question=turn.question,
        choices=turn.choices,
        state=turn.state,
        understood=turn.understood,
        remark=turn.remark,
        answer=answer,
        failure=turn.failure,
        next_questions=turn.next_questions,
    )
    written = json.dumps(_ADAPTER.dump_python(kept, mode="json"), ensure_ascii=False)
    return written.encode("utf-8", "replace").decode("utf-8")  # halves of characters cannot be sent


def read_kept(sent: object) -> Kept | None:
    """The conversation in ``{"gesprek": name, "beurten": [JSON, …]}``, which may be anything.

    ``None`` where it is no conversation at all. Of a turn that cannot be read nothing is taken.
    """
    if not isinstance(sent, dict):
        return None
    name, written = sent.get("gesprek"), sent.get("beurten")
    if not isinstance(name, str) or not _CONVERSATION_ID.fullmatch(name) or not isinstance(written, list):
        return None
    newest = written[-MAX_TURNS:]
    read = [turn for turn in map(read_turn, newest) if turn is not None]
    unique = {turn.id: turn for turn in read}
    return Kept(name, tuple(unique.values()), len(newest) - len(unique))


def read_turn(written: object) -> Turn | None:
    """The turn in its JSON, which may be anything; ``None`` where it is none that was kept here."""
    if not isinstance(written, str) or len(written) > MOST_JSON:
        return None
    try:
        kept = _ADAPTER.validate_json(written, strict=True)
    except (ValidationError, UnicodeEncodeError):
        return None
    return _turn(kept) if _is_possible(kept) else None


def _turn(kept: KeptTurn) -> Turn:
    """A turn that was still being answered can no longer be finished: it was interrupted."""
    interrupted = kept.state is TurnState.BUSY
    return Turn(
        number=0,
        question=kept.question,
        choices=kept.choices,
        state=TurnState.FAILED if interrupted else kept.state,
        understood=kept.understood,
        remark=kept.remark,
        answer=kept.answer,
        failure=texts.INTERRUPTED if interrupted else kept.failure,
        next_questions=kept.next_questions,
        id=kept.id,
        asked=kept.asked,
    )


def _is_possible(kept: KeptTurn) -> bool:
    """Whether it could have been made here; the length of the JSON bounds all other sizes."""
    return (
        _TURN_ID.fullmatch(kept.id) is not None
        and kept.question.strip() != ""
        and len(kept.question) <= MAX_QUESTION_LENGTH
        and len(kept.next_questions) <= _MOST_OFFERED
        and (kept.answer is None or _is_possible_answer(kept.answer))
    )


def _is_possible_answer(answer: Answer) -> bool:
    numbers = [n for claim in answer.claims for n in claim.citations]
    sources = (*answer.citations, *answer.nearest)
    return all(0 < n < MOST_NUMBER for n in numbers) and all(map(is_possible_source, sources))
