"""Statements and sources of a memo or a mail, with what the screen needs to show them."""

from collections.abc import Callable, Iterable

from pydantic import TypeAdapter

from assistant.answer import Citation, Unconfirmed
from assistant.memo.values import Standing, Statement
from assistant.source_place import SourcePlace
from corpus.errors import DenktankError
from ui import statement_texts as texts
from ui.answer_lines import place_of
from ui.asked_work import Json
from ui.escaping import visible
from ui.model_lines import reasons_line
from ui.source_link import source_url

MOST_WORDS = 300
"""Characters of the words to find a source with."""

_CITATION = TypeAdapter(Citation)


def found_sources(words: str, find: Callable[[str], Iterable[Citation]]) -> Json:
    """The citations that ``find`` gives for words of a visitor, to be added to a statement.

    Raises:
        DenktankError: there are no words.
    """
    wanted = " ".join(words[:MOST_WORDS].split())
    if not wanted:
        raise DenktankError(texts.NO_WORDS)
    found = [{"bron": _CITATION.dump_python(one, mode="json"), **shown_place(one)} for one in find(wanted)]
    return {"bronnen": found}


def shown_place(citation: Citation) -> Json:
    """The address, title and place of a source."""
    return {
        "adres": source_url(SourcePlace.of(citation)),
        "titel": visible(citation.title),
        "plaats": visible(place_of(citation)),
    }


def shown_mark(statement: Statement) -> Json:
    """What the mark of a statement says."""
    line = texts.STANDINGS[statement.standing]
    if statement.standing is Standing.UNCONFIRMED:
        why = reasons_line(Unconfirmed(statement.text, statement.reasons))
        line = line.format(why=visible(f"{why[0].lower()}{why[1:]}"))
    silent = "".join(texts.SILENT.format(n=n) for n in statement.silent)
    return {"soort": statement.standing.value, "regel": f"{line}{silent}"}
