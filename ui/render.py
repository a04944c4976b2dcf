"""Answers as HTML. Whatever comes from a source or a visitor is text here, never markup.

The tags are written in this module and the ``ui.render_*`` beside it only; everything else goes through
``escape``. So a hostile quotation cannot make a link, load an image or change the page: it is shown as it
stands.
"""

import re
from collections.abc import Iterable, Iterator

from assistant import wording
from assistant.answer import Answer, Citation, Claim, Outcome, Part
from assistant.source_place import SourcePlace
from ui import texts
from ui.answer_lines import lines_of, opening, place_of
from ui.escaping import escape, visible
from ui.model_lines import made_line
from ui.render_model import about_html, mark_html, suggestions_html
from ui.render_tools import tools_html
from ui.session import Turn, TurnState
from ui.source_link import source_url

_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s*$")


def turn_html(turn: Turn, feedback: bool = False) -> str:
    """One question with its answer so far; ``feedback`` asks what the visitor thinks of it."""
    blocks = [*_answer_blocks(turn, feedback), suggestions_html(turn)]
    told = turn.understood.role if turn.understood else None
    role = f' data-role="{told.value}"' if told else ""
    return (
        f'<section class="turn" aria-labelledby="question-{turn.number}"{role}>'
        f'<h2 class="question" id="question-{turn.number}">'
        f'<span class="sr-only">{texts.YOUR_QUESTION}</span><bdi>{escape(turn.question)}</bdi></h2>'
        f'<div class="answer">{"".join(blocks)}</div></section>'
    )


def answer_html(answer: Answer, turn: int) -> str:
    """The body of an answer: warnings, claims under their headings, notes and the list of sources."""
    return "".join(_body(answer, turn))


def plain_text(answer: Answer) -> str:
    """What the copy button copies: the answer with ``[n]`` and the sources below it."""
    around = lines_of(answer)
    before = [*filter(None, (around.reading,)), *around.first]
    sentences = [part_text for part in Part for part_text in _part_lines(answer, part)]
    if not sentences and not before:
        before = [texts.EMPTY_ANSWER]
    lines = [*before, ""] if before and sentences else before
    lines += sentences
    if answer.nearest:
        lines += ["", wording.NEAREST_PASSAGES, *(f"- {_plain_place(c)}" for c in answer.nearest), ""]
    lines += around.last
    if answer.citations:
        lines += ["", f"{texts.SOURCES}:", *(f"[{c.n}] {_plain_place(c)}" for c in answer.citations)]
    if any(claim.generated for claim in answer.claims):
        lines += ["", made_line(answer)]
    return visible("\n".join(lines))


def _plain_place(citation: Citation) -> str:
    end = "" if _SENTENCE_END.search(citation.title) else "."
    return f"{citation.title}{end} {place_of(citation)}".rstrip(" .")


def _answer_blocks(turn: Turn, feedback: bool) -> Iterator[str]:
    if turn.remark:
        yield f'<p class="understood">{escape(turn.remark)}</p>'
    if turn.reply:
        yield from _paragraphs((turn.reply,), "running")
    if turn.answer is not None:
        yield answer_html(turn.answer, turn.number)
        if not turn.busy:
            yield about_html(turn.answer, turn.number)
    if turn.state is TurnState.BUSY:
        yield f'<p class="busy">{texts.CONTINUING if turn.answer else texts.SEARCHING}</p>'
    elif turn.state is TurnState.STOPPED:
        yield f'<p class="stopped">{texts.STOPPED}</p>{tools_html(turn)}'
    elif turn.state is TurnState.FAILED:
        yield f'<p class="failure">{escape(turn.failure)}</p>{tools_html(turn)}'
    elif turn.answer is not None:
        yield tools_html(turn, plain_text(turn.answer), feedback)


def _body(answer: Answer, turn: int) -> Iterator[str]:
    around = lines_of(answer)
    if around.reading:
        yield from _paragraphs((around.reading,), "reading")
    if answer.claims:
        yield from _warning(answer, around.first)
    elif around.first or answer.complete:
        yield from _paragraphs(around.first or (texts.EMPTY_ANSWER,), "running")
    by_number = {citation.n: citation for citation in answer.citations}
    for part in Part:
        yield from _part(part, [c for c in answer.claims if c.part is part], by_number, turn)
    if answer.nearest:
        yield from _list(wording.NEAREST_PASSAGES, (_near_item(passage, turn) for passage in answer.nearest))
    if around.last:
        yield f'<div class="notes">{"".join(_paragraphs(around.last))}</div>'
    if answer.citations:
        yield from _list(texts.SOURCES, (_source_item(citation, turn) for citation in answer.citations))


def _paragraphs(lines: Iterable[str], kind: str = "") -> Iterator[str]:
    attribute = f' class="{kind}"' if kind else ""
    yield from (f"<p{attribute}>{escape(line)}</p>" for line in lines)


def _warning(answer: Answer, lines: Iterable[str]) -> Iterator[str]:
    """That an answer is partial, above its sentences; only known for certain once it is complete."""
    if answer.outcome is Outcome.PARTIAL and answer.complete:
        told = "".join(_paragraphs(lines))
        yield f'<div class="warning"><p class="badge">{texts.PARTIAL}</p>{told}</div>'


def _list(title: str, items: Iterable[str]) -> Iterator[str]:
    yield f'<h3 class="sources-title">{title}</h3><ul class="sources">{"".join(items)}</ul>'


def _part(part: Part, claims: list[Claim], by_number: dict[int, Citation], turn: int) -> Iterator[str]:
    if not claims:
        return
    sentences = [_claim(claim, by_number, turn) for claim in claims]
    if part is Part.DIRECT:
        yield from (f"<p>{sentence}</p>" for sentence in sentences)
    else:
        items = "".join(f"<li>{sentence}</li>" for sentence in sentences)
        kind = f"part {part.name.lower()}"
        yield f'<div class="{kind}"><h3>{escape(part.value)}</h3><ul class="claims">{items}</ul></div>'


def _claim(claim: Claim, by_number: dict[int, Citation], turn: int) -> str:
    """The sentence with its marks before the closing full stop: links to sources, and who wrote it."""
    marks = "".join(_link(by_number[n], turn, f"[{n}]") for n in claim.citations if n in by_number)
    if claim.generated:
        marks += mark_html()
    body, end = _split_end(claim.text)
    return f'{escape(body)}<span class="cites"> {marks}</span>{escape(end)}' if marks else escape(claim.text)


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
    name = escape(f"Bron {citation.n}: {citation.title}")
    return f'<a class="cite" {_target(citation, turn)} aria-label="{name}">{escape(text)}</a>'


def _source_item(citation: Citation, turn: int) -> str:
    text = f'<span class="number">[{citation.n}]</span> <span>{escape(citation.title)}</span>'
    return f"<li>{_source_link(citation, turn, text)}</li>"


def _near_item(passage: Citation, turn: int) -> str:
    """Without a number, so the place tells two passages of one publication apart, also when read out."""
    name = f' aria-label="{escape(_plain_place(passage))}"'
    link = _source_link(passage, turn, f"<span>{escape(passage.title)}</span>", name)
    return f'<li>{link}<span class="opening">{escape(opening(passage))}</span></li>'


def _source_link(citation: Citation, turn: int, html: str, attribute: str = "") -> str:
    return (
        f'<a class="source" {_target(citation, turn)}{attribute}>{html}</a>'
        f'<span class="where">{escape(place_of(citation))}</span>'
    )


def _target(citation: Citation, turn: int) -> str:
    """The attributes of a link to a source: its own address, and which citation of the screen it is."""
    address = escape(source_url(SourcePlace.of(citation)))
    return f'href="{address}" data-source="{turn}-{citation.n}"'
