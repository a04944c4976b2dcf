"""What a sentence of a memo or a mail rests on, found out anew from the index."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Citation
from assistant.checks import Draft, Finding, Reason, Source, check
from assistant.memo.notices import is_notice, words_not_there
from assistant.memo.values import MemoPart, Standing, Statement
from corpus.clean import one_line
from corpus.errors import DenktankError
from corpus.kinds import PassageKind, Role
from index.embeddings import TextEncoder
from index.opened import OpenIndex
from index.sentences import sentence_spans
from index.words import fold

STARTCORPUS = " (startcorpus van de Denktank-assistent)"
"""After the title of a text of ours: a reader of a memo must not look for it among the publications."""


class SourceChangedError(DenktankError):
    """A source of a memo is no longer what it was, or never was."""


class Checking:
    """Checks sentences against the sources in one open index."""

    def __init__(self, index: OpenIndex, encoder: TextEncoder) -> None:
        self._index = index
        self._encoder = encoder

    def verified(self, citation: Citation) -> Citation:
        """The citation with what the index says of its place; of the rest only number and score are kept.

        Raises:
            SourceChangedError: its publication is gone, or the quotation does not stand there.
        """
        page = self._index.texts.page(citation.publication, citation.page)
        if page is None:
            raise SourceChangedError(
                f"De bron “{_short(citation.title)}” staat niet meer in de bibliotheek. "
                "Voeg de publicatie weer toe, of stel de vraag opnieuw."
            )
        stands = page.text[citation.start : citation.end] == citation.quote and citation.quote.strip()
        if not stands or not self._is_whole(citation):
            raise SourceChangedError(
                f"Het citaat “{_short(citation.quote)}” staat niet zo in “{_short(page.place.title)}”. "
                "De publicatie of het bestand is veranderd. Stel de vraag opnieuw."
            )
        found = self._index.texts.passage_at(citation.publication, citation.page, citation.start)
        kind, section = found or (PassageKind.BACKGROUND, ())
        if section[:1] == (page.place.title,):
            section = section[1:]
        return replace(
            citation,
            title=f"{page.place.title}{STARTCORPUS if page.place.startcorpus else ''}",
            file=page.place.file,
            kind=kind,
            section=section,
            page_label=page.place.label,
            date=page.place.date,
        )

    def checked(
        self, statement: Statement, cited: Sequence[Citation], part: MemoPart | None = None
    ) -> Statement:
        """The statement with what it rests on.

        Args:
            statement: as it was written or changed.
            cited: its sources, verified, with the numbers that it has them by.
            part: of a memo, where the program says something of itself.
        """
        text = one_line(statement.text)
        if not cited:
            standing = Standing.NOTICE if part and self._is_notice(text, part) else Standing.OWN
            return replace(statement, standing=standing, reasons=(), silent=())
        reasons = self._not_confirmed(text, cited)
        if reasons:
            return replace(statement, standing=Standing.UNCONFIRMED, reasons=reasons, silent=())
        quoted = any(text == one_line(citation.quote) for citation in cited)
        standing = Standing.QUOTED if quoted else Standing.CONFIRMED
        return replace(statement, standing=standing, reasons=(), silent=self._silent(text, cited))

    def _is_notice(self, text: str, part: MemoPart) -> bool:
        """Whether the program says this itself, and it holds for these sources."""
        known = self._index.keywords.knows
        return is_notice(text, part) and not any(known(fold(word)) for word in words_not_there(text))

    def _silent(self, text: str, cited: Sequence[Citation]) -> tuple[int, ...]:
        """The numbers of the sources that do not say it, where the others do without them."""
        if len(cited) == 1:
            return ()
        return tuple(
            one.n
            for one in cited
            if self._not_confirmed(text, [one])
            and not self._not_confirmed(text, [other for other in cited if other is not one])
        )

    def _is_whole(self, citation: Citation) -> bool:
        """Whether a citation begins and ends with a sentence or a passage, so that nothing was cut off it."""
        texts = self._index.texts
        numbers = texts.chunks_at(citation.publication, citation.page, citation.start, citation.end)
        spans = [
            span
            for stored in texts.chunks(numbers)
            for span in (stored.chunk.span, *(sentence.span for sentence in stored.chunk.sentences))
        ]
        return any(span.start == citation.start for span in spans) and any(
            span.end == citation.end for span in spans
        )

    def role(self, citation: Citation, asked: Role | None) -> Role | None:
        """Whom a cited passage is for: the role asked for where it is one of them, else its only one."""
        texts = self._index.texts
        numbers = texts.chunks_at(citation.publication, citation.page, citation.start, citation.end)
        return role_of([role for stored in texts.chunks(numbers) for role in stored.chunk.roles], asked)

    def _not_confirmed(self, text: str, cited: Sequence[Citation]) -> tuple[tuple[str, str], ...]:
        """Why the sources do not confirm a text; a sentence of it needs one of them."""
        if any(text == one_line(citation.quote) for citation in cited):
            return ()
        sources = {source.key: source for source in self._sources(cited)}
        verdicts = [
            check(
                Draft(text[start:end], tuple(sources)),
                sources,
                self._encoder.encode_query,
                self._index.keywords,
            )
            for start, end in sentence_spans(text)
        ]
        found = (
            (finding.reason.value, finding.detail)
            for verdict in verdicts
            if not verdict.supported
            for finding in verdict.reasons or (Finding(Reason.SUPPORT, ""),)
        )
        return tuple(dict.fromkeys(found))

    def _sources(self, cited: Sequence[Citation]) -> list[Source]:
        """The passages that the citations are from, each once."""
        texts = self._index.texts
        numbers = dict.fromkeys(
            number
            for one in cited
            for number in texts.chunks_at(one.publication, one.page, one.start, one.end)
        )
        return [
            Source(
                key=key,
                heading=" · ".join((stored.chunk.title, *stored.chunk.section)),
                text=stored.chunk.text,
                sentences=tuple(sentence.text for sentence in stored.chunk.sentences),
                vectors=self._index.sentence_vectors(stored.sentence_numbers),
            )
            for key, stored in enumerate(texts.chunks(list(numbers)), 1)
        ]


def role_of(roles: Sequence[Role], asked: Role | None) -> Role | None:
    """The one role that advice for these roles stands under; ``None`` for several or none."""
    unique = set(roles)
    if asked in unique:
        return asked
    return unique.pop() if len(unique) == 1 else None


def _short(text: str) -> str:
    plain = one_line(text)
    return plain if len(plain) <= 80 else f"{plain[:79].rstrip()}…"
