"""As HTML: what a visitor can do with a turn that has ended."""

from ui import texts
from ui.escaping import escape
from ui.session import Turn, Vote

MOST_REASON = 1_000
"""Characters of the reason for an opinion."""

_VOTES = ((Vote.GOOD, texts.GOOD), (Vote.BAD, texts.BAD))


def tools_html(turn: Turn, copied: str = "", feedback: bool = False) -> str:
    """The buttons under a turn.

    Args:
        turn: the turn, which has ended.
        copied: what the copy button copies; without it there is none.
        feedback: whether to ask what the visitor thinks of the answer.
    """
    copy = (
        f'<button type="button" data-copy>{texts.COPY}</button><pre hidden>{escape(copied)}</pre>'
        if copied
        else ""
    )
    memo = f'<button type="button" data-memo="{escape(turn.id)}">{texts.MEMO}</button>' if copied else ""
    opinion = _opinion(turn) if feedback else ""
    return (
        f'<div class="tools">{copy}'
        f'<button type="button" data-edit>{texts.EDIT}</button>'
        f'<button type="button" data-retry="{turn.number}">{texts.RETRY}</button>{memo}</div>{opinion}'
    )


def _opinion(turn: Turn) -> str:
    buttons = "".join(
        f'<button type="button" class="{vote.name.lower()}" data-vote="{turn.number}" value="{vote.value}" '
        f'aria-pressed="{"true" if turn.vote is vote else "false"}">{label}</button>'
        for vote, label in _VOTES
    )
    name = f"reden-{turn.number}"
    reason = (
        f'<div class="reason"><label for="{name}">{texts.REASON}</label>'
        f'<textarea id="{name}" rows="2" maxlength="{MOST_REASON}"></textarea>'
        f'<button type="button" data-reason="{turn.number}">{texts.KEEP_REASON}</button></div>'
        if turn.vote is not None and turn.vote_line != texts.REASON_KEPT
        else ""
    )
    return (
        f'<div class="opinion" role="group" aria-label="{texts.OPINION}">'
        f"<p>{texts.OPINION}</p><div>{buttons}</div>"
        f'<p class="told" role="status">{escape(turn.vote_line)}</p>{reason}</div>'
    )
