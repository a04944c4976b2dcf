"""What a language model is asked: the rules, the passages it may cite, and the question."""

import secrets
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from assistant.answer import Length
from assistant.packing import Given
from corpus.clean import one_line, printable
from corpus.kinds import Role

NO_ANSWER = "GEEN ANTWOORD IN DE PASSAGES"
"""What the model writes when the passages do not answer the question."""

_LENGTHS = {
    Length.SHORT: "twee of drie zinnen",
    Length.NORMAL: "vier tot zes zinnen",
    Length.LONG: "acht tot twaalf zinnen",
}
_ROLES = {
    Role.MAYOR: "een burgemeester",
    Role.ALDERMAN: "een wethouder",
    Role.COUNCILLOR: "een raadslid",
    Role.OFFICIAL: "een ambtenaar",
}
_ANYBODY = "iemand die bij of voor een gemeente werkt"
_PLAIN = (
    "\n   Zo eenvoudig als het kan: zinnen van hoogstens twaalf woorden, moeilijke woorden alleen met uitleg."
)


@dataclass(frozen=True, slots=True)
class Wish:
    """How the asker wants the answer; ``part`` is the part of a memo that is wanted instead of one."""

    role: Role | None = None
    length: Length = Length.NORMAL
    plain: bool = False
    part: str = ""


@cache
def prompt_text(name: str) -> str:
    """The text of a prompt file."""
    return (files("assistant") / "prompts" / name).read_text(encoding="utf-8")


@cache
def _parts() -> dict[str, str]:
    """What belongs in each part of a memo."""
    parts: dict[str, str] = tomllib.loads(prompt_text("memo_parts.toml"))
    return parts


def messages(question: str, given: Sequence[Given], wish: Wish) -> list[BaseMessage]:
    """The conversation to send: rules, passages and the question, or the subject of a memo.

    The marks around the passages hold a number that nobody can know beforehand, so no text among
    them can pretend to be outside.
    """
    secret = secrets.token_hex(8)
    begin, end = f"<<<PASSAGES {secret}>>>", f"<<<EINDE {secret}>>>"
    rules = prompt_text("memo.md" if wish.part else "answer.md").format(
        part=_parts()[wish.part] if wish.part else "",
        length=_LENGTHS[wish.length],
        plain=_PLAIN if wish.plain else "",
        role=_ROLES[wish.role] if wish.role else _ANYBODY,
        no_answer=NO_ANSWER,
        begin=begin,
        end=end,
    )
    texts = (f"[{one.key}] {one_line(_visible(one.heading))}\n{_visible(one.passage.text)}" for one in given)
    passages = "\n\n".join(texts)
    asked = f"{begin}\n{passages}\n{end}\n\n{'Onderwerp' if wish.part else 'Vraag'}: {_visible(question)}"
    return [SystemMessage(rules), HumanMessage(asked)]


def _visible(text: str) -> str:
    """A text without characters that nobody sees: an instruction may be written in them."""
    return "".join(char for char in printable(text) if unicodedata.category(char) not in ("Cf", "Co", "Cn"))


def once_more(former: Sequence[BaseMessage], answer: str) -> list[BaseMessage]:
    """The same conversation with what came back, and the request to do better."""
    again = prompt_text("answer_again.md").format(no_answer=NO_ANSWER)
    return [*former, AIMessage(answer), HumanMessage(again)]
