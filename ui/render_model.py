"""As HTML: what a language model did to an answer, where text went, and what to ask next."""

from collections.abc import Iterable

from assistant.answer import Answer
from ui import texts
from ui.escaping import escape
from ui.model_lines import (
    BY_MODEL,
    MARK,
    REPLACED,
    REPLACED_WHY,
    UNCONFIRMED,
    UNCONFIRMED_WHY,
    made_line,
    reasons_line,
    replaced_line,
    went_line,
)
from ui.session import Turn


def mark_html() -> str:
    """The mark of a sentence that a language model wrote."""
    return f'<span class="by-model" role="img" aria-label="{BY_MODEL}" title="{BY_MODEL}">{MARK}</span>'


def about_html(answer: Answer, turn: int) -> str:
    """What stands under an answer: what was left out, what was not sent, who wrote it and where text went."""
    left_out = [
        f'<li>{escape(one.text)}<span class="why">{escape(reasons_line(one))}</span></li>'
        for one in answer.unconfirmed
    ]
    replaced = [f"<li>{escape(replaced_line(pair))}</li>" for pair in answer.replaced]
    made = made_line(answer)
    return (
        _details(f"niet-bevestigd-{turn}", UNCONFIRMED, UNCONFIRMED_WHY, left_out)
        + _details(f"niet-gestuurd-{turn}", REPLACED, REPLACED_WHY, replaced)
        + f'<p class="origin">{escape(" ".join(filter(None, (made, went_line(answer.destination)))))}</p>'
    )


def suggestions_html(turn: Turn) -> str:
    """The next questions to choose from, one click each; empty where there are none."""
    buttons = "".join(
        f'<li><button type="button" data-suggest="{turn.number}-{place}">{escape(question)}</button></li>'
        for place, question in enumerate(turn.next_questions, 1)
    )
    if not buttons:
        return ""
    return f'<div class="next"><h3>{texts.NEXT_QUESTIONS}</h3><ul>{buttons}</ul></div>'


def _details(name: str, title: str, why: str, items: Iterable[str]) -> str:
    rows = list(items)
    if not rows:
        return ""
    return (
        f'<details id="{name}"><summary>{title} ({len(rows)})</summary>'
        f"<p>{why}</p><ul>{''.join(rows)}</ul></details>"
    )
