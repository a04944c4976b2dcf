"""Labelled Dutch fragments with personal data, and without: mails, questions, chat lines, memo text.

All of it is made up: invented names, the domains ``.example`` and *voorbeeld.nl*, numbers that pass their
checks and belong to nobody. What is labelled:

- e-mail address: the address alone; IBAN, BSN, telephone number: with their separators and country code;
- address: street with house number, with the postcode where it follows; postcode with house number; P.O.
  box. The place name is not in it;
- case number: the number without its label, also of a letter, request, report or permit;
- date of birth: the date, where the text says that it is one; a year alone is not labelled;
- name: initials, first names, small words and surname of a person, without titles; not of persons whom
  the library knows (``known``), office holders as a kind, and the dead of history.

The fragments were written in four rounds, each before the program had seen it. Those of the first three
rounds served to mend rules afterwards, so they are for tuning; those of the last round are reported on.

Public service numbers, postcodes and streets without a number, and numbers that fail their check are
not labelled: they are among the fragments in which nothing is to be replaced.
"""

from dataclasses import dataclass
from importlib.resources import files

from pydantic import TypeAdapter

from assistant.privacy import Kind
from eval import json_lines
from eval.halves import Half


@dataclass(frozen=True, slots=True)
class Label:
    """Personal data at half-open code-point offsets of the text."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Fragment:
    """One text; ``known`` are the names that the library has in this example.

    ``seen`` tells that rules were chosen or mended with this fragment in view.
    """

    id: str
    tag: str
    text: str
    spans: tuple[Label, ...]
    known: tuple[str, ...] = ()
    seen: bool = False

    @property
    def half(self) -> Half:
        """Reporting is done only on fragments that no rule was chosen on."""
        return Half.TUNING if self.seen else Half.REPORTING


_ADAPTER = TypeAdapter(Fragment)


def fragments() -> tuple[Fragment, ...]:
    """The fragments that come with the program."""
    return json_lines.read(files("eval.golden") / "privacy.jsonl", _ADAPTER)
