"""Do the cited passages support the sentences of an answer, and is each of them of use?

Citation recall and precision are those of ALCE (Gao, Yen, Yu and Chen, Enabling Large Language Models to
Generate Text with Citations, EMNLP 2023). There a language model for entailment is the judge. Here it is
``assistant.checks``, the program's own: sentences of a language model were let through by that same judge,
so for those recall is an upper bound. A quotation stands in its passage word for word, so what its recall
lacks is the judge's mistake. How often it is wrong either way, ``python -m eval.check_scores`` tells.
``JudgedSentence.in_words`` does not depend on it.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from assistant.answer import Answer, Citation, Claim
from assistant.checks import Draft, Source, check
from assistant.citing import material_of
from assistant.evidence import Evidence, from_document
from assistant.packing import Given
from corpus.errors import DenktankError
from eval.answer_record import JudgedSentence
from index.analysis import terms
from index.opened import OpenIndex
from index.retriever import Found, to_document
from index.text_encoder import TextEncoder

_AT_ONCE = 500
"""Chunks read at once while looking where they stand."""

Range = tuple[int, int, int]
"""Start and end on the page, and the number of the chunk."""


class Judge:
    """Judges answers that were made from an index.

    The passage of a citation is the whole chunk that it is from: what a language model was given under
    that number, and what a reader finds round the marked sentence.
    """

    def __init__(self, index: OpenIndex, encoder: TextEncoder) -> None:
        self._index = index
        self._encoder = encoder
        self._places = _places(index)
        self._passage = cache(self._read_passage)
        self._source = cache(self._make_source)
        self._terms = cache(self._terms_of)

    def sentences(self, answer: Answer) -> tuple[JudgedSentence, ...]:
        """The sentences of an answer; those of a quotation each carry its citation.

        Raises:
            DenktankError: a citation is not from this index.
        """
        citations = {citation.n: citation for citation in answer.citations}
        judged = []
        for claim in answer.claims:
            cited = [citations[n] for n in claim.citations if n in citations]
            numbers = tuple(dict.fromkeys(map(self._number, cited)))
            judged += [self._judged(text, claim.generated, numbers) for text in self._texts(claim, cited)]
        return tuple(judged)

    def _judged(self, text: str, generated: bool, numbers: tuple[int, ...]) -> JudgedSentence:
        supported = self._support(text, numbers)
        precise = sum(self._is_precise(text, number, numbers) for number in numbers) if supported else 0
        found = frozenset[str]().union(*map(self._terms, numbers))
        return JudgedSentence(
            text, generated, len(numbers), precise, supported, in_words=found.issuperset(terms(text))
        )

    def _is_precise(self, text: str, number: int, numbers: Sequence[int]) -> bool:
        """Unless it does not support the sentence alone while the others do without it."""
        others = [other for other in numbers if other != number]
        return not others or self._support(text, [number]) or not self._support(text, others)

    def _support(self, text: str, numbers: Sequence[int]) -> bool:
        sources = {number: self._source(number) for number in numbers}
        draft = Draft(text, tuple(numbers))
        return check(draft, sources, self._encoder.encode_query, self._index.keywords).supported

    def _texts(self, claim: Claim, cited: Sequence[Citation]) -> Iterator[str]:
        """The sentences of a claim: one of a language model, or those of the quotation."""
        if claim.generated or len(cited) != 1:
            yield claim.text
            return
        (citation,) = cited
        for sentence in self._passage(self._number(citation)).sentences:
            start = max(sentence.start, citation.start)
            if start < min(sentence.end, citation.end):
                yield citation.quote[start - citation.start : sentence.end - citation.start]

    def _number(self, citation: Citation) -> int:
        """The number of the chunk that a citation is from."""
        for start, end, number in self._places.get((citation.publication, citation.page), ()):
            if start <= citation.start and citation.end <= end:
                return number
        raise DenktankError("De index is veranderd tijdens het meten. Meet opnieuw.")

    def _read_passage(self, number: int) -> Evidence:
        (stored,) = self._index.texts.chunks([number])
        return from_document(to_document(Found(stored, 1.0, 1.0)))

    def _make_source(self, number: int) -> Source:
        return material_of(self._index, Given(number, self._passage(number))).source

    def _terms_of(self, number: int) -> frozenset[str]:
        """The terms of a passage and of its heading."""
        source = self._source(number)
        return frozenset(terms(f"{source.heading}\n{source.text}"))


def _places(index: OpenIndex) -> dict[tuple[str, int | None], list[Range]]:
    """Where each chunk stands, by publication and page."""
    found: dict[tuple[str, int | None], list[Range]] = {}
    count = index.manifest.chunks
    for first in range(0, count, _AT_ONCE):
        for stored in index.texts.chunks(range(first, min(first + _AT_ONCE, count))):
            span, place = stored.chunk.span, stored.place
            found.setdefault((place.publication, place.number), []).append(
                (span.start, span.end, stored.number)
            )
    return found
