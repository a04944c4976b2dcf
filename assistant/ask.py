"""The pipeline from question to answer, to be read from top to bottom."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from langchain_core.documents import BaseDocumentCompressor

from assistant import scope, wording
from assistant.answer import MAX_QUESTION_LENGTH, Answer, Citation, Question, SourcePage
from assistant.clock import Clock
from assistant.compose import Looked, compose_answer
from assistant.evidence import Evidence, from_document
from assistant.extractive import candidates
from assistant.instruction import is_instruction
from assistant.language import is_english
from assistant.signals import names_in, names_missing_part, signals, telling_unknown_words
from assistant.subquestions import subquestions
from corpus.clean import printable
from corpus.errors import DenktankError
from corpus.kinds import Role
from index.embeddings import TextEncoder
from index.glossary import Glossary
from index.keywords import KeywordIndex
from index.opened import CurrentIndex, OpenIndex
from index.reranker import RERANKED
from index.retriever import HybridRetriever, Prepared, look_up, prepare
from index.search_query import SearchQuery, understand

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
        glossary: Glossary | None = None,
        reranker: BaseDocumentCompressor | None = None,
    ) -> None:
        self._current = current
        self._encoder = encoder
        self._contact = wording.contact_line(contact, contact_date)
        self._passages = passages
        self._most_sentences = most_sentences
        self._glossary = glossary
        self._reranker = reranker

    def warm_up(self) -> None:
        """Open the index and the models, so that the first question does not wait for them."""
        self.search("regio", 1)

    def answer(self, question: Question) -> Answer:
        """The whole answer.

        Raises:
            DenktankError: no question, or no index that fits the settings.
        """
        started = time.perf_counter()
        text = _checked(question.text)
        clock = Clock()
        with self._current.use() as index:
            looked = [self._look(index, part, question.role, clock) for part in subquestions(text)]
            name = index.name
        answer = compose_answer(question, looked, self._most_sentences, self._contact)
        finished = time.perf_counter()
        return replace(
            answer,
            model=EXTRACTIVE_MODEL,
            index=name,
            timings_ms={**clock.timings_ms(), "totaal": round((finished - started) * 1000, 1)},
        )

    def _look(self, index: OpenIndex, text: str, role: Role | None, clock: Clock) -> Looked:
        """What the index says about one question, and whether that answers it."""
        english = is_english(text)
        with clock.measured("vraag_begrijpen"):
            query = SearchQuery(text, ()) if english else understand(text, index.keywords, self._glossary)
        with clock.measured("vraag_coderen"):
            vector = self._encoder.encode_query(query.text)
        with clock.measured("zoeken"):
            prepared = look_up(index, query, vector, use_keywords=not english)
            evidence = self._retrieve(index, text, self._passages, prepared)
        with clock.measured("zinnen_kiezen"):
            numbers = [sentence.number for passage in evidence for sentence in passage.sentences]
            ranked = candidates(
                text,
                query,
                vector,
                evidence,
                index.sentence_vectors(numbers),
                index.keywords,
                index.background,
                role,
            )
        with clock.measured("beslissen"):
            confidence = 0.0
            is_question = not is_instruction(text)
            if ranked and is_question and not names_missing_part(prepared, index.keywords):
                found = signals(text, prepared, index, english)
                confidence = scope.decision().confidence(found)
            unknown = telling_unknown_words(prepared, index.keywords)
            names = _where_named(text, query, evidence, index.keywords)
        outcome = scope.decision().outcome(confidence)
        return Looked(
            text,
            query.corrections,
            outcome,
            confidence,
            unknown,
            evidence,
            ranked,
            foreign=english,
            is_question=is_question,
            names=names,
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
            prepared = prepare(index, self._encoder, text, self._glossary, not is_english(text))
            found = self._retrieve(index, text, k, prepared)
        return tuple(passage.cite_whole(n) for n, passage in enumerate(found, 1))

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

    def _retrieve(self, index: OpenIndex, text: str, k: int, prepared: Prepared) -> list[Evidence]:
        pool = max(k, RERANKED) if self._reranker else k
        retriever = HybridRetriever.over(index, self._encoder, pool, self._glossary, prepared)
        documents = retriever.invoke(text)
        if self._reranker:
            documents = list(self._reranker.compress_documents(documents, text))[:k]
        return [from_document(document) for document in documents]


def _where_named(
    text: str, query: SearchQuery, evidence: Sequence[Evidence], keywords: KeywordIndex
) -> dict[str, list[Evidence]]:
    """The names and numbers of a question, each with the passages that have it."""
    names = names_in(text, query)
    texts = [" ".join((item.title, *item.section, item.date or "", item.text)) for item in evidence]
    covered = keywords.coverage_of_texts([concept for _, concept in names], texts)
    return {
        name: [item for item, share in zip(evidence, covered[:, column], strict=True) if share > 0]
        for column, (name, _) in enumerate(names)
    }


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
