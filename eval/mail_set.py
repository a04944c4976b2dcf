"""Labelled mails: what each asks, what kind it is, and what is not of it.

Rules are made on the tuning half and judged on the reporting half. Mails and rules have one author, so both
halves flatter: of the mails written after the rules (``later-``, ``vers-``, ``nieuw-``) three in five
questions were found at first reading (30 of 49), and of what was found three in four were right (30 of 39).
"""

from dataclasses import dataclass
from importlib.resources import files

from pydantic import TypeAdapter

from assistant.mail.values import MailKind
from eval import json_lines
from eval.halves import Half, half_of


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """A question as it stands in the mail; ``implicit`` when it is not asked in so many words."""

    span: str
    implicit: bool


@dataclass(frozen=True, slots=True)
class GoldenMail:
    """A mail with its labels.

    ``source`` is the message with its headers, or a text that was pasted. ``practical`` tells that it asks
    something of a person. ``taken_out`` are words of history, signature or disclaimer.
    """

    id: str
    tag: str
    source: str
    kind: MailKind
    questions: tuple[GoldenQuestion, ...]
    practical: bool
    taken_out: tuple[str, ...]

    @property
    def half(self) -> Half:
        """The half it belongs to, by its id."""
        return half_of(self.id)


_ADAPTER = TypeAdapter(GoldenMail)


def load() -> tuple[GoldenMail, ...]:
    """The mails that come with the program."""
    return json_lines.read(files("eval.golden") / "mail.jsonl", _ADAPTER)
