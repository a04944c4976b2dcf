"""The practice texts: invented publications with questions of which the answering sentence is known.

Four sets of a hundred texts on other subjects than the publications of the Denktank. Weights are
fitted on them, because the golden questions are few and their reporting half must stay unseen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

from eval import json_lines

SETS = ("a", "b", "c", "d")


class PracticeQuestion(BaseModel):
    """A question; ``answer`` is the sentence of the text that answers it best."""

    model_config = ConfigDict(frozen=True)
    q: str
    kind: str
    answer: str


class PracticeText(BaseModel):
    """One section of an invented publication, with questions it answers."""

    model_config = ConfigDict(frozen=True)
    title: str
    section: str
    text: str
    questions: tuple[PracticeQuestion, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question put to a library of practice texts; ``answer`` is ``None`` where it has none."""

    question: str
    answer: str | None


def practice_texts(name: str) -> tuple[PracticeText, ...]:
    """The texts of a set: ``a``, ``b``, ``c`` or ``d``."""
    return json_lines.read(files("eval.practice") / f"{name}.jsonl", TypeAdapter(PracticeText))


def write_publications(texts: Iterable[PracticeText], folder: Path) -> None:
    """Write the texts as Markdown, those of one publication in one file."""
    for number, (title, sections) in enumerate(groupby(texts, key=lambda text: text.title)):
        body = "".join(f"## {part.section}\n\n{part.text}\n\n" for part in sections)
        (folder / f"{number:03}.md").write_text(f"# {title}\n\n{body}", encoding="utf-8")


def asked_of(kept: Sequence[PracticeText], removed: Sequence[PracticeText]) -> tuple[Asked, ...]:
    """What is asked of a library of ``kept`` texts: their questions, and those of the ``removed`` ones.

    The removed ones are not answered there, and worded no differently.
    """
    inside = [Asked(item.q, item.answer) for text in kept for item in text.questions]
    return (*inside, *(Asked(item.q, None) for text in removed for item in text.questions))
