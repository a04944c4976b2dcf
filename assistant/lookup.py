"""Looking a question up: from its text to the sentences that may answer it, and whether they do."""

from collections.abc import Sequence

from langchain_core.documents import BaseDocumentCompressor

from assistant import scope
from assistant.answer import MAX_QUESTION_LENGTH, Question
from assistant.clock import Clock
from assistant.compose import Looked
from assistant.evidence import Evidence, from_document
from assistant.extractive import candidates
from assistant.instruction import is_instruction
from assistant.language import is_english
from assistant.plain_question import has_words, plain_question
from assistant.signals import names_in, names_missing_part, signals, telling_unknown_words
from assistant.subquestions import subquestions
from corpus.clean import printable
from corpus.errors import DenktankError
from corpus.kinds import Role
from index.embeddings import TextEncoder
from index.glossary import Glossary
from index.keywords import KeywordIndex
from index.opened import OpenIndex
from index.reranker import RERANKED
from index.retriever import HybridRetriever, Prepared, look_up
from index.search_query import SearchQuery, understand


class Lookup:
    """Looks questions up in an open index; safe to share between threads.

    ``passages`` is how many are found for one question.
    """

    def __init__(
        self,
        encoder: TextEncoder,
        passages: int,
        glossary: Glossary | None = None,
        reranker: BaseDocumentCompressor | None = None,
    ) -> None:
        self._encoder = encoder
        self._passages = passages
        self._glossary = glossary
        self._reranker = reranker

    def look_at_all(
        self, index: OpenIndex, question: Question, clock: Clock, passages: int | None = None
    ) -> list[Looked]:
        """Every part of a question looked up, in ``passages`` each where more or fewer are wanted.

        Raises:
            DenktankError: no question, or one that is too long.
        """
        parts = subquestions(checked_question(question.text))
        return [self._look(index, part, question.role, clock, passages or self._passages) for part in parts]

    def _look(self, index: OpenIndex, text: str, role: Role | None, clock: Clock, passages: int) -> Looked:
        """What the index says about one question, and whether that answers it."""
        asked = plain_question(text)
        is_question = has_words(asked) and not is_instruction(text)
        text = asked if is_question else text
        english = is_english(text)
        with clock.measured("vraag_begrijpen"):
            query = SearchQuery(text, ()) if english else understand(text, index.keywords, self._glossary)
        with clock.measured("vraag_coderen"):
            vector = self._encoder.encode_query(query.text)
        with clock.measured("zoeken"):
            prepared = look_up(index, query, vector, use_keywords=not english)
            evidence = self.retrieve(index, text, passages, prepared)
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

    def retrieve(self, index: OpenIndex, text: str, k: int, prepared: Prepared) -> list[Evidence]:
        """The ``k`` best passages for a text that is already understood, best first."""
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


def checked_question(text: str) -> str:
    """What was asked as text that can be shown, without white space around it.

    Raises:
        DenktankError: nothing is left of it, or it is too long.
    """
    cleaned = printable(text).strip()
    if not cleaned:
        raise DenktankError('Stel een vraag, bijvoorbeeld: "Hoe betrek ik de raad?"')
    if len(cleaned) > MAX_QUESTION_LENGTH:
        raise DenktankError(
            f"De vraag is te lang ({len(cleaned)} tekens; de grens is {MAX_QUESTION_LENGTH}). "
            "Kort hem in tot waar het om gaat."
        )
    return cleaned
