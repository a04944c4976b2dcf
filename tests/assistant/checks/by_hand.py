"""Sources and verdicts for tests: passages of a few sentences, cited by the sentence under test."""

import numpy as np

from assistant.checks import Draft, Source, Verdict, check
from index.keywords import KeywordIndex
from index.sentences import sentence_spans
from tests.index.fake_encoder import FakeEncoder


def source(text: str, heading: str = "Kop", key: int = 1) -> Source:
    """A passage; without vectors of the model, so that only words count."""
    sentences = tuple(
        line[start:end]
        for line in text.split("\n")
        for start, end in ([(0, len(line))] if "|" in line else sentence_spans(line))
    )
    return Source(key, heading, text, sentences, np.zeros((len(sentences), 0), np.float32))


def verdict(sentence: str, keywords: KeywordIndex, *passages: str, heading: str = "Kop") -> Verdict:
    """What the checks say of a sentence that cites all the passages."""
    sources = {key: source(text, heading, key) for key, text in enumerate(passages, 1)}
    return check(Draft(sentence, tuple(sources)), sources, FakeEncoder().encode_query, keywords)
