"""The assistant behind the chat, which answers once it is ready and says in Dutch what is wrong before."""

from collections.abc import Callable, Iterator

from assistant.answer import Answer, Question
from assistant.conversation import History, Standalone
from corpus.kinds import Role
from ui.chat_events import Assistant

Check = Callable[[], None]
"""Raises ``DenktankError`` while nothing can be asked."""


class PreparedAssistant:
    """An assistant that is only asked when ``check`` lets it; ``find`` gives it then."""

    def __init__(self, find: Callable[[], Assistant], check: Check) -> None:
        self._find = find
        self._check = check

    def _ready(self) -> Assistant:
        self._check()
        return self._find()

    def follow_up(self, text: str, history: History, cancelled: Callable[[], bool]) -> Standalone:
        """As the assistant does."""
        return self._ready().follow_up(text, history, cancelled)

    def stream(self, question: Question, cancelled: Callable[[], bool]) -> Iterator[Answer]:
        """As the assistant does."""
        return self._ready().stream(question, cancelled)

    def suggestions(self, answer: Answer, history: History, role: Role | None) -> tuple[str, ...]:
        """As the assistant does."""
        return self._ready().suggestions(answer, history, role)
