"""What the browser and the program send one another about a memo; what the browser sent may be anything."""

import json
from dataclasses import dataclass
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from assistant.answer import Question
from assistant.memo.from_answers import Answered
from assistant.memo.keeping import MOST_TEXT, memo_json
from assistant.memo.values import Memo, MemoFields
from corpus.errors import DenktankError
from corpus.kinds import Role
from ui import memo_texts as texts
from ui import statement_texts
from ui.asked_work import Json
from ui.escaping import visible
from ui.exported import answered_of
from ui.kept import read_turn
from ui.statement_json import shown_mark, shown_place

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form says: the fields of the memo, and whom it is for."""

    onderwerp: str
    rol: Role | None = None
    aan: str = ""
    van: str = ""
    datum: str = ""

    def fields(self, default: MemoFields) -> MemoFields:
        """The fields of the memo; those that the form has not are the operator's.

        Raises:
            DenktankError: there is no subject, or a field is too long.
        """
        filled = {texts.SUBJECT: self.onderwerp, texts.TO: self.aan, texts.SENDER: self.van}
        for label, text in (filled | {texts.DATE: self.datum}).items():
            if len(text) > MOST_TEXT:
                raise DenktankError(texts.TOO_LONG.format(label=label, most=MOST_TEXT))
        if not visible(self.onderwerp).strip():
            raise DenktankError(texts.NO_SUBJECT)
        return MemoFields(
            subject=self.onderwerp.strip(),
            to=self.aan.strip(),
            sender=self.van.strip(),
            date=self.datum.strip(),
            extra=default.extra,
        )

    def question(self) -> Question:
        """What to look for in the sources."""
        return Question(self.onderwerp.strip(), role=self.rol)


@dataclass(frozen=True, slots=True)
class AskedAnswers:
    """The form, with the chosen turns as JSON of ``ui.kept``."""

    velden: Asked
    beurten: list[str]


_ASKED = TypeAdapter(Asked)
_ASKED_ANSWERS = TypeAdapter(AskedAnswers)


def read_asked(body: bytes) -> Asked:
    """The form in a request. Raises ``DenktankError`` when it is none."""
    return _read(_ASKED, body)


def read_answers(body: bytes) -> tuple[Asked, list[Answered]]:
    """The form and the chosen answers in a request, in the order they were sent.

    Raises:
        DenktankError: it is no such request, nothing was chosen, or an answer cannot be used.
    """
    sent = _read(_ASKED_ANSWERS, body)
    chosen = []
    for written in sent.beurten:
        turn = read_turn(written)
        if turn is None:
            raise DenktankError(texts.ANSWER_UNREADABLE)
        answered = answered_of(turn)
        if answered is None:
            raise DenktankError(texts.NOT_ANSWERED.format(question=visible(turn.question)))
        chosen.append(answered)
    if not chosen:
        raise DenktankError(texts.NOTHING_CHOSEN)
    return sent.velden, chosen


def _read(adapter: TypeAdapter[T], body: bytes) -> T:
    try:
        return adapter.validate_json(body, strict=True)
    except (ValidationError, UnicodeError):
        raise DenktankError(statement_texts.NOT_READ) from None


def shown_memo(memo: Memo, failure: str = "") -> Json:
    """A memo with what the screen needs to show it.

    ``oordelen`` has for every part the mark of each statement, and none of them when the memo could not be
    checked: ``failure`` is then why.
    """
    marks = [] if failure else [[shown_mark(one) for one in section.statements] for section in memo.sections]
    return {
        "memo": json.loads(memo_json(memo)),
        "bronnen": [shown_place(source) for source in memo.sources],
        "oordelen": marks,
        "fout": failure,
    }


def shown_fields(fields: MemoFields) -> Json:
    """What the form begins with."""
    return {"onderwerp": fields.subject, "aan": fields.to, "van": fields.sender, "datum": fields.date}
