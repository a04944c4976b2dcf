"""Asks practice and tuning questions of real indexes and keeps what the weights are fitted on."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.assemble import Workspace
from assistant.evidence import from_document
from assistant.language import is_english
from assistant.sentence_features import Pair, sentence_features
from assistant.settings import Settings
from assistant.signals import signals
from eval import golden_set, known_item
from eval.golden_set import GoldenQuestion
from eval.halves import Half, half_of
from eval.practice_texts import SETS, PracticeText, asked_of, practice_texts, write_publications
from eval.temporary_library import library_of, temporary_library
from index.opened import OpenIndex
from index.retriever import HybridRetriever, look_up
from index.search_query import SearchQuery, understand
from index.texts import StoredChunk

FloatArray = npt.NDArray[np.float32]
BoolArray = npt.NDArray[np.bool_]

GOLDEN = "ijkvragen"

PASSAGES = 12
"""As many passages as an answer is made of by default."""


@dataclass(frozen=True, slots=True)
class Example:
    """One question as the fitting sees it.

    ``passages`` (n × features of the pool) with ``right`` (n,); ``sentences`` (m × sentence features) of
    the first passages with ``right_sentences`` (m,); ``signals`` (s,) for the decision, with ``answered``
    whether the library answers the question at all.
    """

    passages: FloatArray
    right: BoolArray
    sentences: FloatArray
    right_sentences: BoolArray
    signals: FloatArray
    answered: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Examples from one library."""

    name: str
    examples: tuple[Example, ...]


def practice_groups(settings: Settings, halves: bool) -> Iterator[Group]:
    """For each set all texts; with ``halves`` also two times half of them with the questions of the other.

    Halves are of texts in the first two sets, so that what is left is about the same, and of
    publications in the others. They are for the decision: ranking learns nothing from asking the same
    questions again among fewer texts.
    """
    for name in SETS:
        texts = practice_texts(name)
        yield _practice(settings, f"{name} geheel", texts, ())
        for number, part in enumerate(Half if halves else (), 1):
            kept = [text for text in texts if half_of(text.title + text.section * (name in "ab")) is part]
            removed = [text for text in texts if text not in kept]
            yield _practice(settings, f"{name} deel {number}", kept, removed)


def heading_groups(settings: Settings) -> Iterator[Group]:
    """For each set its headings as questions for their own sections."""
    for name in SETS:
        with tempfile.TemporaryDirectory() as folder:
            write_publications(practice_texts(name), Path(folder))
            with temporary_library(settings, [Path(folder)], with_startcorpus=False) as workspace:
                library = workspace.library
                found = [library.publication(entry.key) for entry in library.entries()]
        publications, items = known_item.collection(known_item.bodies(found))
        with library_of(settings, publications) as workspace, workspace.current.use() as index:
            chunks = _all_chunks(index)
            examples = []
            for item in items:
                place = item.place
                right = {
                    chunk.number
                    for chunk in chunks
                    if chunk.place.publication == place.publication
                    and chunk.chunk.span.start < place.end
                    and place.start < chunk.chunk.span.end
                }
                examples.append(_example(workspace, index, item.query, right, set(), True))
        yield Group(f"{name} koppen", tuple(examples))


def golden_groups(settings: Settings, documents: Sequence[Path]) -> Iterator[Group]:
    """The tuning half of the golden questions, and those of an earlier version over smaller libraries."""
    tuning = [question for question in golden_set.load() if question.half is Half.TUNING]
    yield _golden(settings, GOLDEN, tuning, documents, True)
    yield _golden(settings, "eerder, startcorpus", golden_set.earlier(), (), True)
    if documents:
        yield _golden(settings, "eerder, documenten", golden_set.earlier(), documents, False)


def _golden(
    settings: Settings,
    name: str,
    questions: Sequence[GoldenQuestion],
    documents: Sequence[Path],
    with_startcorpus: bool,
) -> Group:
    with ExitStack() as stack:
        workspace = stack.enter_context(temporary_library(settings, documents, with_startcorpus))
        index = stack.enter_context(workspace.current.use())
        chunks = _all_chunks(index)
        examples = []
        for question in questions:
            right, sentences = _places(question.places, chunks)
            if right or not question.in_scope:
                examples.append(
                    _example(workspace, index, question.question, right, sentences, question.in_scope)
                )
    return Group(name, tuple(examples))


def _practice(
    settings: Settings, name: str, kept: Sequence[PracticeText], removed: Sequence[PracticeText]
) -> Group:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        write_publications(kept, folder)
        workspace = stack.enter_context(temporary_library(settings, [folder], with_startcorpus=False))
        index = stack.enter_context(workspace.current.use())
        sentences = _by_text(index)
        examples = []
        for asked in asked_of(kept, removed):
            found = sentences.get(_plain(asked.answer), []) if asked.answer else []
            if found or asked.answer is None:
                chunks, numbers = {chunk for chunk, _ in found}, {number for _, number in found}
                examples.append(
                    _example(workspace, index, asked.question, chunks, numbers, asked.answer is not None)
                )
    return Group(name, tuple(examples))


def _example(
    workspace: Workspace,
    index: OpenIndex,
    text: str,
    right: set[int],
    right_sentences: set[int],
    answered: bool,
) -> Example:
    """As ``Assistant`` goes about it, up to the decision."""
    english = is_english(text)
    query = SearchQuery(text, ()) if english else understand(text, index.keywords)
    vector = workspace.encoder.encode_query(query.text)
    prepared = look_up(index, query, vector, use_keywords=not english)
    retriever = HybridRetriever.over(index, workspace.encoder, PASSAGES, None, prepared)
    evidence = [from_document(document) for document in retriever.invoke(text)]
    pairs: list[Pair] = [(passage, sentence) for passage in evidence for sentence in passage.sentences]
    quotable = [row for row, (_, sentence) in enumerate(pairs) if sentence.quotable]
    numbers = [sentence.number for _, sentence in pairs]
    vectors = index.sentence_vectors(numbers)
    features = sentence_features(text, query, vector, pairs, vectors, index.keywords, index.background)
    return Example(
        passages=prepared.pool.features,
        right=np.isin(prepared.pool.numbers, list(right)),
        sentences=features[quotable],
        right_sentences=np.isin(numbers, list(right_sentences))[quotable],
        signals=signals(text, prepared, index, english),
        answered=answered,
    )


def _all_chunks(index: OpenIndex) -> list[StoredChunk]:
    return index.texts.chunks(range(index.manifest.chunks))


def _by_text(index: OpenIndex) -> dict[str, list[tuple[int, int]]]:
    """Chunk and sentence numbers by the plain text of the sentence."""
    found: dict[str, list[tuple[int, int]]] = {}
    for chunk in _all_chunks(index):
        for number, sentence in zip(chunk.sentence_numbers, chunk.chunk.sentences, strict=True):
            found.setdefault(_plain(sentence.text), []).append((chunk.number, number))
    return found


def _plain(text: str) -> str:
    return " ".join(text.lstrip("•- ").split())


def _places(places: Sequence[golden_set.Place], chunks: Sequence[StoredChunk]) -> tuple[set[int], set[int]]:
    """The numbers of the chunks and of the sentences that overlap one of the places."""
    right: set[int] = set()
    sentences: set[int] = set()
    for chunk in chunks:
        for place in places:
            if (chunk.place.sha256, chunk.place.number) != (place.sha256, place.page):
                continue
            span = chunk.chunk.span
            if span.start < place.end and place.start < span.end:
                right.add(chunk.number)
            sentences.update(
                number
                for number, item in zip(chunk.sentence_numbers, chunk.chunk.sentences, strict=True)
                if item.span.start < place.end and place.start < item.span.end
            )
    return right, sentences
