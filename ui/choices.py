"""What a visitor chooses beside the question: for which role, how long, and how plain."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.answer import Length, Question
from assistant.conversation import Standalone
from corpus.kinds import Role
from ui import texts
from ui.escaping import escape


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices in force when a question was asked."""

    role: Role | None = None
    length: Length = Length.NORMAL
    plain: bool = False

    def question(self, understood: Standalone) -> Question:
        """The question to answer; what the message itself asks for goes before these choices."""
        return Question(
            text=understood.text,
            role=understood.role or self.role,
            length=understood.length or self.length,
            plain=understood.plain or self.plain,
        )


def read_choices(sent: object) -> Choices:
    """The choices in what the browser sent, which may be anything; what is not offered is ignored."""
    values = sent if isinstance(sent, dict) else {}
    role = next((role for role in Role if role.value == values.get("role")), None)
    length = next((length for length in Length if length.value == values.get("length")), Length.NORMAL)
    return Choices(role, length, values.get("plain") is True)


def choices_html(with_plain: bool) -> str:
    """The controls, those of the browser itself; ``with_plain`` adds the switch for the simplest Dutch."""
    roles = [("", texts.NO_ROLE), *((role.value, role.value) for role in Role)]
    lengths = [(length.value, length.value) for length in Length]
    plain = (
        f'<label class="choice"><input type="checkbox" name="plain" />{texts.PLAIN}</label>'
        if with_plain
        else ""
    )
    return (
        f'<div role="group" aria-label="{texts.CHOICES}">'
        f"{_select('role', texts.ROLE, roles, '')}"
        f"{_select('length', texts.LENGTH, lengths, Length.NORMAL.value)}{plain}</div>"
    )


def _select(name: str, label: str, options: Iterable[tuple[str, str]], chosen: str) -> str:
    items = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(shown)}</option>'
        for value, shown in options
    )
    return (
        f'<div class="choice"><label for="choice-{name}">{label}</label>'
        f'<select id="choice-{name}" name="{name}">{items}</select></div>'
    )
