"""Answers as HTML. Whatever comes from a source or a visitor is text here, never markup.

The tags are written in this module only; everything else goes through :func:`escape`. So a
hostile quotation cannot make a link, load an image or change the page: it is shown as it stands.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape as html_escape

from assistant.answer import Answer, Citation, Claim, Outcome, Part
from ui import texts
from ui.dates_and_places import where
from ui.session import Turn, TurnState

# Control characters, half characters, and the marks that reverse the reading direction.
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s*$")


def escape(text: str) -> str:
    """The text as HTML that shows exactly that text, also inside a quoted attribute."""
    return html_escape(_INVISIBLE.sub("", text), quote=True)


def log_html(turns: Iterable[Turn]) -> str:
    """The whole conversation."""
    return "".join(map(turn_html, turns))


def turn_html(turn: Turn) -> str:
    """One question with its answer so far."""
    return (
        f'<section class="turn" aria-labelledby="question-{turn.number}">'
        f'<h2 class="question" id="question-{turn.number}">'
        f'<span class="sr-only">{texts.YOUR_QUESTION}</span>{escape(turn.question)}</h2>'
        f'<div class="answer">{"".join(_answer_blocks(turn))}</div></section>'
    )


def answer_html(answer: Answer, turn: int) -> str:
    """The body of an answer: claims under their headings, notes and the list of sources."""
    return "".join(_body(answer, turn))


def plain_text(answer: Answer) -> str:
    """What the copy button copies: the answer with ``[n]`` and the sources below it."""
    lines = [part_text for part in Part for part_text in _part_lines(answer, part)]
    lines = lines or [answer.text or texts.EMPTY_ANSWER]
    lines += _notes(answer)
    if answer.citations:
        lines += ["", f"{texts.SOURCES}:"]
        lines += [f"[{c.n}] {c.title}. {_where(c)}".rstrip(" .") for c in answer.citations]
    return _INVISIBLE.sub("", "\n".join(lines))


def _answer_blocks(turn: Turn) -> Iterator[str]:
    if turn.answer is not None:
        yield answer_html(turn.answer, turn.number)
    if turn.state is TurnState.BUSY:
        yield f'<p class="busy">{texts.CONTINUING if turn.answer else texts.SEARCHING}</p>'
    elif turn.state is TurnState.STOPPED:
        yield f'<p class="stopped">{texts.STOPPED}</p>{_retry(turn)}'
    elif turn.state is TurnState.FAILED:
        yield f'<p class="failure">{escape(turn.failure)}</p>{_retry(turn)}'
    elif turn.answer is not None:
        yield (
            f'<div class="tools"><button type="button" data-copy>{texts.COPY}</button>'
            f"<pre hidden>{escape(plain_text(turn.answer))}</pre></div>"
        )


def _retry(turn: Turn) -> str:
    return f'<div class="tools"><button type="button" data-retry="{turn.number}">{texts.RETRY}</button></div>'


def _body(answer: Answer, turn: int) -> Iterator[str]:
    if answer.outcome is Outcome.PARTIAL and answer.complete:
        yield f'<p class="badge">{texts.PARTIAL}</p>'
    if not answer.claims and (answer.text or answer.complete):
        paragraphs = re.split(r"\n\s*\n", answer.text.strip() or texts.EMPTY_ANSWER)
        yield from (f'<p class="running">{escape(paragraph)}</p>' for paragraph in paragraphs)
    by_number = {citation.n: citation for citation in answer.citations}
    for part in Part:
        yield from _part(part, [c for c in answer.claims if c.part is part], by_number, turn)
    if notes := "".join(f"<p>{escape(note)}</p>" for note in _notes(answer)):
        yield f'<div class="notes">{notes}</div>'
    if answer.citations:
        items = "".join(_source_item(citation, turn) for citation in answer.citations)
        yield f'<h3 class="sources-title">{texts.SOURCES}</h3><ul class="sources">{items}</ul>'


def _notes(answer: Answer) -> list[str]:
    """The notes, without those that are the text already (a refusal consists of notes)."""
    return [note for note in answer.notes if answer.claims or note not in answer.text]


def _part(part: Part, claims: list[Claim], by_number: dict[int, Citation], turn: int) -> Iterator[str]:
    if not claims:
        return
    sentences = [_claim(claim, by_number, turn) for claim in claims]
    if part is Part.DIRECT:
        yield from (f"<p>{sentence}</p>" for sentence in sentences)
    else:
        items = "".join(f"<li>{sentence}</li>" for sentence in sentences)
        yield f'<h3>{escape(part.value)}</h3><ul class="claims">{items}</ul>'


def _claim(claim: Claim, by_number: dict[int, Citation], turn: int) -> str:
    """The sentence with its citation links before the closing full stop."""
    links = "".join(_link(by_number[n], turn, f"[{n}]") for n in claim.citations if n in by_number)
    body, end = _split_end(claim.text)
    return f'{escape(body)}<span class="cites"> {links}</span>{escape(end)}' if links else escape(claim.text)


def _part_lines(answer: Answer, part: Part) -> Iterator[str]:
    claims = [claim for claim in answer.claims if claim.part is part]
    if claims and part.value:
        yield from ("", part.value)
    for claim in claims:
        body, end = _split_end(claim.text)
        marks = "".join(f"[{n}]" for n in claim.citations)
        yield f"{body} {marks}{end}" if marks else claim.text


def _split_end(sentence: str) -> tuple[str, str]:
    match = _SENTENCE_END.search(sentence)
    return (sentence[: match.start()], match[0].rstrip()) if match else (sentence.rstrip(), "")


def _link(citation: Citation, turn: int, text: str) -> str:
    ref = f"{turn}-{citation.n}"
    name = escape(f"Bron {citation.n}: {citation.title}")
    return f'<a class="cite" href="#bron-{ref}" data-ref="{ref}" aria-label="{name}">{escape(text)}</a>'


def _where(citation: Citation) -> str:
    return where(citation.title, citation.section, citation.page, citation.page_label, citation.date)


def _source_item(citation: Citation, turn: int) -> str:
    ref = f"{turn}-{citation.n}"
    return (
        f'<li><a class="source" href="#bron-{ref}" data-ref="{ref}">'
        f'<span class="number">[{citation.n}]</span> <span>{escape(citation.title)}</span></a>'
        f'<span class="where">{escape(_where(citation))}</span></li>'
    )
