"""The pipeline from question to answer, to be read from top to bottom."""

import time
from collections.abc import Iterator
from dataclasses import replace

from assistant import scope, wording
from assistant.answer import MAX_QUESTION_LENGTH, Answer, Citation, Outcome, Question, SourcePage
from assistant.evidence import Evidence, from_document
from assistant.extractive import Candidate, candidates, compose, select
from assistant.language import is_english
from corpus.clean import printable
from corpus.errors import DenktankError
from index.embeddings import TextEncoder
from index.opened import CurrentIndex, OpenIndex
from index.retriever import HybridRetriever
from index.vectors import FloatArray

EXTRACTIVE_MODEL = "zonder taalmodel"


class Assistant:
    """Answers questions from the index in use; safe to share between threads."""

    def __init__(
        self,
        current: CurrentIndex,
        encoder: TextEncoder,
        contact: str,
        contact_date: str,
        passages: int,
        most_sentences: int,
    ) -> None:
        self._current = current
        self._encoder = encoder
        self._contact = wording.contact_line(contact, contact_date)
        self._passages = passages
        self._most_sentences = most_sentences

    def warm_up(self) -> None:
        """Open the index and the model, so that the first question does not wait for them."""
        with self._current.use() as index:
            self._retrieve(index, "regio", 1)

    def answer(self, question: Question) -> Answer:
        """The whole answer.

        Raises:
            DenktankError: no question, or no index that fits the settings.
        """
        started = time.perf_counter()
        text = _checked(question.text)
        english = is_english(text)
        if question.role is not None and question.role.value not in text.lower():
            text = f"{text} ({question.role.value})"
        with self._current.use() as index:
            vector = self._encoder.encode_query(text)
            encoded = time.perf_counter()
            evidence = self._retrieve(index, text, self._passages, vector, not english)
            retrieved = time.perf_counter()
            numbers = [sentence.number for passage in evidence for sentence in passage.sentences]
            vectors = index.sentence_vectors(numbers)
            ranked = candidates(text, vector, evidence, vectors, question.role, foreign=english)
            signal = scope.standing_out(
                best_similarity=max((candidate.similarity for candidate in ranked), default=0.0),
                unrelated=index.manifest.unrelated,
                foreign=english,
            )
            outcome = scope.decide(signal) if ranked else Outcome.NOT_IN_SOURCES
            name = index.name
        answer = self._compose(question, outcome, ranked, english)
        finished = time.perf_counter()
        return replace(
            answer,
            model=EXTRACTIVE_MODEL,
            index=name,
            timings_ms={
                "vraag_coderen": _ms(started, encoded),
                "zoeken": _ms(encoded, retrieved),
                "zinnen_kiezen": _ms(retrieved, finished),
                "totaal": _ms(started, finished),
            },
        )

    def stream(self, question: Question) -> Iterator[Answer]:
        """The answer as it grows, sentence by sentence; the last value is the whole answer."""
        whole = self.answer(question)
        for count in range(1, len(whole.claims)):
            claims, citations = whole.claims[:count], whole.citations[:count]
            yield replace(
                whole,
                text=wording.answer_text(claims, ()),
                claims=claims,
                citations=citations,
                notes=(),
                complete=False,
            )
        yield whole

    def search(self, query: str, k: int) -> tuple[Citation, ...]:
        """The ``k`` best passages for a query, each cited whole."""
        text = _checked(query)
        with self._current.use() as index:
            found = self._retrieve(index, text, k, use_keywords=not is_english(text))
        return tuple(
            passage.cite(n, passage.start, passage.end, passage.score) for n, passage in enumerate(found, 1)
        )

    def source(self, citation: Citation) -> SourcePage:
        """The page that a citation opens.

        Raises:
            DenktankError: the publication is no longer in the index, or its text has changed.
        """
        with self._current.use() as index:
            page = index.texts.page(citation.publication, citation.page)
        if page is None or page.text[citation.start : citation.end] != citation.quote:
            raise DenktankError(wording.SOURCE_CHANGED)
        place = page.place
        return SourcePage(
            title=place.title,
            section=citation.section,
            page=place.number,
            page_label=place.label,
            date=place.date,
            publisher=place.publisher,
            links=place.links,
            text=page.text,
            start=citation.start,
            end=citation.end,
            sha256=place.sha256,
            width=page.width,
            height=page.height,
            boxes=page.boxes_of(citation.start, citation.end),
        )

    def _retrieve(
        self,
        index: OpenIndex,
        text: str,
        k: int,
        vector: FloatArray | None = None,
        use_keywords: bool = True,
    ) -> list[Evidence]:
        retriever = HybridRetriever.over(index, self._encoder, k, vector, use_keywords)
        return [from_document(document) for document in retriever.invoke(text)]

    def _compose(
        self, question: Question, outcome: Outcome, ranked: list[Candidate], english: bool
    ) -> Answer:
        notes = [wording.ENGLISH_QUESTION] if english else []
        if outcome is Outcome.NOT_IN_SOURCES:
            notes = [wording.NOT_IN_SOURCES, self._contact, *notes]
            return Answer(question.text, outcome, wording.answer_text((), notes), notes=tuple(notes))
        claims, citations = compose(select(ranked, self._most_sentences))
        if outcome is Outcome.PARTIAL:
            notes.insert(0, wording.PARTLY_IN_SOURCES)
        age = wording.age_line(citations)
        if age is not None:
            notes.append(age)
        return Answer(
            question=question.text,
            outcome=outcome,
            text=wording.answer_text(claims, notes),
            claims=claims,
            citations=citations,
            notes=tuple(notes),
        )


def _checked(text: str) -> str:
    cleaned = printable(text).strip()
    if not cleaned:
        raise DenktankError('Stel een vraag, bijvoorbeeld: "Hoe betrek ik de raad?"')
    if len(cleaned) > MAX_QUESTION_LENGTH:
        raise DenktankError(
            f"De vraag is te lang ({len(cleaned)} tekens; de grens is {MAX_QUESTION_LENGTH}). "
            "Kort hem in tot waar het om gaat."
        )
    return cleaned


def _ms(start: float, end: float) -> float:
    return round((end - start) * 1000, 1)
