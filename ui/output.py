"""What the commands print: the stable JSON contract on standard output, progress on standard error.

Fields of the JSON may be added, never changed; README documents them.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from assistant import wording
from corpus.clean import one_line, printable
from ui.answer_lines import lines_of, opening, place_of
from ui.model_lines import (
    HERE,
    REPLACED,
    UNCONFIRMED,
    UNCONFIRMED_WHY,
    made_line,
    reasons_line,
    replaced_line,
    went_line,
)

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation
    from corpus.library import Entry


def use_utf8() -> None:
    """Write UTF-8 with plain newlines, also on Windows: offsets count in what is printed."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace", newline="\n")


def say(line: str) -> None:
    """A line for the person at the terminal, on standard error; never more than one."""
    sys.stderr.write(f"{one_line(line)}\n" if line.strip() else "\n")
    sys.stderr.flush()


def count(number: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many}"


def put(text: str) -> None:
    """The answer of a command, on standard output."""
    sys.stdout.write(f"{text}\n")


def put_json(value: Any) -> None:
    """A value as JSON on standard output."""
    put(json.dumps(value, ensure_ascii=False, indent=2))


def citation_fields(citation: "Citation") -> dict[str, Any]:
    """The citation fields of the contract."""
    return {
        "n": citation.n,
        "publication": citation.publication,
        "title": citation.title,
        "file": citation.file,
        "kind": citation.kind.value,
        "section": list(citation.section),
        "page": citation.page,
        "page_label": citation.page_label,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "score": citation.score,
        "date": citation.date,
    }


def answer_fields(answer: "Answer") -> dict[str, Any]:
    """The fields of ``denktank ask --json``."""
    from assistant.readability import readability

    return {
        "question": answer.question,
        "outcome": answer.outcome.value,
        "answer": answer.text,
        "claims": [
            {
                "text": claim.text,
                "citations": list(claim.citations),
                "part": claim.part.value,
                "generated": claim.generated,
                "support": claim.support,
            }
            for claim in answer.claims
        ],
        "citations": [citation_fields(citation) for citation in answer.citations],
        "notes": list(answer.notes),
        "confidence": answer.confidence,
        "nearest": [citation_fields(passage) for passage in answer.nearest],
        "corrections": [{"asked": asked, "searched": searched} for asked, searched in answer.corrections],
        "unconfirmed": [
            {
                "text": left_out.text,
                "reasons": [{"reason": kind, "detail": detail} for kind, detail in left_out.reasons],
            }
            for left_out in answer.unconfirmed
        ],
        "replaced": [
            {"placeholder": placeholder, "original": original} for placeholder, original in answer.replaced
        ],
        "destination": answer.destination or HERE,
        "readability": readability("\n".join(claim.text for claim in answer.claims)),
        "model": answer.model,
        "index": answer.index,
        "timings_ms": answer.timings_ms,
    }


def entry_fields(entry: "Entry") -> dict[str, Any]:
    """The fields of one publication in ``denktank corpus list --json``."""
    return {
        "key": entry.key,
        "title": entry.title,
        "file": entry.file,
        "kind": entry.kind.value,
        "date": entry.date,
        "pages": entry.pages,
        "passages": entry.passages,
        "sha256": entry.sha256,
        "unread": list(entry.unread),
    }


def source_line(citation: "Citation") -> str:
    """One source for people at a terminal: number, title, section, page and date."""
    return f"[{citation.n}] {_titled(citation)}"


def answer_page(answer: "Answer", with_unconfirmed: bool = False) -> str:
    """A whole answer for people at a terminal, with its sources or with what comes nearest.

    Where a language model was asked it ends with what it wrote and where text went; ``with_unconfirmed``
    adds the sentences that were left out.
    """
    around = lines_of(answer)
    blocks = [*filter(None, (around.reading,)), *around.first]
    if answer.claims:
        blocks.append(wording.answer_text(answer.claims, ()))
    if answer.nearest:
        near = (f"- {_titled(passage)}\n  {opening(passage)}" for passage in answer.nearest)
        blocks.append("\n".join([wording.NEAREST_PASSAGES, *near]))
    blocks += around.last
    if answer.citations:
        blocks.append("\n".join(["Bronnen:", *map(source_line, answer.citations)]))
    if answer.destination:
        blocks += _about_model(answer, with_unconfirmed)
    return printable("\n\n".join(blocks))


def _about_model(answer: "Answer", with_unconfirmed: bool) -> Iterator[str]:
    left_out = answer.unconfirmed
    if left_out and with_unconfirmed:
        rows = (f"- {one_line(one.text)}\n  {reasons_line(one)}" for one in left_out)
        yield "\n".join([f"{UNCONFIRMED} ({len(left_out)}). {UNCONFIRMED_WHY}", *rows])
    elif left_out:
        yield f"{UNCONFIRMED}: {count(len(left_out), 'zin', 'zinnen')}. Bekijk ze met --niet-bevestigd."
    if answer.replaced:
        yield "\n".join([f"{REPLACED}:", *(f"- {replaced_line(pair)}" for pair in answer.replaced)])
    yield " ".join(filter(None, (made_line(answer), went_line(answer.destination))))


def _titled(citation: "Citation") -> str:
    details = place_of(citation)
    return citation.title + (f" · {details}" if details else "")


@contextmanager
def progress_bar(label: str, transient: bool = False) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error; call it with how many are done and how many there are.

    A ``transient`` bar is wiped out at the end.
    """
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=transient) as progress:
        task = progress.add_task(escape(label), total=None)

        def update(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        yield update


@contextmanager
def page_progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar that is gone when the file is read; nothing where nobody watches a terminal."""
    from corpus.read_options import no_progress

    if not sys.stderr.isatty():
        yield no_progress
        return
    with progress_bar(one_line(label), transient=True) as update:
        yield update
