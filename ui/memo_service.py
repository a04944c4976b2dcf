"""What the part of the site for memos needs of whoever makes and checks them."""

from collections.abc import Callable, Sequence
from typing import Protocol

from assistant.answer import Citation, Question
from assistant.memo.from_answers import Answered
from assistant.memo.values import Memo, MemoFields


class MemoService(Protocol):
    """Makes and checks memos; every method may raise ``DenktankError``."""

    def from_topic(self, question: Question, fields: MemoFields, cancelled: Callable[[], bool]) -> Memo:
        """A memo on a topic; ends soon after ``cancelled()`` has become true."""

    def from_answers(self, answered: Sequence[Answered], fields: MemoFields) -> Memo:
        """A memo of answers that were given before."""

    def checked(self, memo: Memo) -> Memo:
        """The memo with the standing of every statement found anew."""

    def sources_for(self, words: str) -> tuple[Citation, ...]:
        """Sentences that could be added to a memo as a source."""


MakeFile = Callable[[Memo, str, bool], bytes]
"""The bytes of a memo in the format with this suffix, with or without the quotations in the notes."""
