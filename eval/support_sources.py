"""The passages of labelled pairs as the checks get them: split in sentences, encoded, with keywords."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant.checks import Source
from eval.support_set import CitedPassage, SupportPair
from index.keywords import KeywordIndex
from index.sentences import sentence_spans
from index.text_encoder import TextEncoder


@contextmanager
def keywords_of(pairs: Sequence[SupportPair]) -> Iterator[KeywordIndex]:
    """A keyword index of all the passages, as the library that they are from would have."""
    texts = list(dict.fromkeys(f"{item.heading}\n{item.text}" for pair in pairs for item in pair.passages))
    with tempfile.TemporaryDirectory() as folder:
        KeywordIndex.build(texts, Path(folder))
        yield KeywordIndex.open(Path(folder), len(texts))


class Passages:
    """Makes the sources of a pair; a passage of more pairs is encoded once."""

    def __init__(self, encoder: TextEncoder) -> None:
        self._encoder = encoder
        self._known: dict[CitedPassage, Source] = {}

    def sources(self, pair: SupportPair) -> Mapping[int, Source]:
        """The passages that the sentence of a pair cites, numbered from 1."""
        return {number: self._source(number, passage) for number, passage in enumerate(pair.passages, 1)}

    def _source(self, key: int, passage: CitedPassage) -> Source:
        if passage not in self._known:
            sentences = tuple(_sentences(passage.text))
            vectors = self._encoder.encode_passages(sentences)
            self._known[passage] = Source(key, passage.heading, passage.text, sentences, vectors)
        known = self._known[passage]
        return Source(key, known.heading, known.text, known.sentences, known.vectors)


def _sentences(text: str) -> Iterator[str]:
    """The sentences of a passage; a row of a table is one."""
    for line in text.split("\n"):
        if "|" in line:
            yield line
        else:
            yield from (line[start:end] for start, end in sentence_spans(line))
