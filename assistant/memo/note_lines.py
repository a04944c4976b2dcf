"""What the footnote of a statement says, in Dutch."""

from dataclasses import dataclass

from assistant.answer import Citation
from assistant.dates_and_places import where
from assistant.memo.values import Memo, Standing, Statement
from assistant.unconfirmed import reasons_in_words

OWN = "Eigen tekst van de opsteller, zonder bron."
SILENT = "deze bron zegt dit niet zelf"
NO_SOURCE = "Bij deze zin staat geen bron."
UNCONFIRMED_MARK = "[niet bevestigd door de bron]"
"""Stands in the text itself, behind a sentence that its sources do not confirm."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source in a footnote: the publication, where in it, and the quotation or nothing."""

    title: str
    place: str
    quote: str = ""


def remark(statement: Statement) -> str:
    """The sentence that a footnote begins with; empty where there are only sources."""
    if statement.standing is Standing.OWN:
        return OWN
    if statement.standing is Standing.UNCONFIRMED:
        source = "deze bronnen" if len(statement.sources) > 1 else "deze bron"
        return f"Niet bevestigd door {source}: {reasons_in_words(statement.reasons)}."
    return "" if statement.sources else NO_SOURCE


def source_lines(memo: Memo, statement: Statement, quotes: bool) -> tuple[SourceLine, ...]:
    """The sources of a statement in the order of the statement, each once."""
    return tuple(
        _line(memo.source(n), quotes, n in statement.silent) for n in dict.fromkeys(statement.sources)
    )


def _line(source: Citation, quotes: bool, silent: bool) -> SourceLine:
    place = where(source.title, source.section, source.page, source.page_label, source.date)
    told = " · ".join(filter(None, (place, SILENT if silent else "")))
    return SourceLine(source.title, told, " ".join(source.quote.split()) if quotes else "")
