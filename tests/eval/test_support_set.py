"""The labelled sentences that measure whether a checker sees an unsupported sentence."""

from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import DenktankError
from eval.halves import Half
from eval.support_set import SUPPORTED_LABELS, Label, SupportPair, half, load

_LINE = (
    '{{"id": "w-x-01", "passages": [{passage}], "sentence": "De raad besluit.", '
    '"label": "{label}", "supported": true, "subject": "x"}}\n'
)
_PASSAGE = '{"heading": "Besluit", "text": "De raad heeft besloten."}'


@pytest.fixture(scope="module")
def pairs() -> tuple[SupportPair, ...]:
    return load()


def test_every_pair_has_its_own_id(pairs: tuple[SupportPair, ...]) -> None:
    assert [pair for pair, count in Counter(pair.id for pair in pairs).items() if count > 1] == []


def test_every_class_stands_in_both_halves(pairs: tuple[SupportPair, ...]) -> None:
    for each in Half:
        assert {pair.label for pair in pairs if half(pair) is each} == set(Label), each


def test_the_halves_are_of_comparable_size(pairs: tuple[SupportPair, ...]) -> None:
    sizes = Counter(half(pair) for pair in pairs)
    assert min(sizes.values()) >= 0.35 * len(pairs)


def test_the_supported_flag_follows_from_the_label(pairs: tuple[SupportPair, ...]) -> None:
    assert [pair.id for pair in pairs if pair.supported != (pair.label in SUPPORTED_LABELS)] == []


def test_no_passage_has_the_same_sentence_twice(pairs: tuple[SupportPair, ...]) -> None:
    seen = Counter((passage, pair.sentence.casefold()) for pair in pairs for passage in pair.passages)
    assert [found for found, count in seen.items() if count > 1] == []


def test_every_passage_has_supported_and_unsupported_sentences(pairs: tuple[SupportPair, ...]) -> None:
    verdicts = defaultdict(set)
    for pair in pairs:
        for passage in pair.passages:
            verdicts[passage].add(pair.supported)
    assert [passage.heading for passage, found in verdicts.items() if found != {True, False}] == []


def test_a_merged_sentence_cites_more_than_one_passage(pairs: tuple[SupportPair, ...]) -> None:
    merged = [pair for pair in pairs if pair.label is Label.MERGED]
    assert merged
    assert all(2 <= len(pair.passages) <= 3 for pair in merged)


def test_another_sentence_about_the_same_first_passage_is_in_the_same_half(
    pairs: tuple[SupportPair, ...],
) -> None:
    for pair in pairs:
        other = replace(
            pair, id="w-ander", sentence="Iets anders.", passages=(*pair.passages[:1], *pairs[0].passages)
        )
        assert half(other) is half(pair)


def test_supported_sentences_have_as_many_numbers_as_the_others(pairs: tuple[SupportPair, ...]) -> None:
    """Else a checker could do well by distrusting every sentence with a number."""
    share = {}
    for verdict in (True, False):
        sentences = [pair.sentence for pair in pairs if pair.supported is verdict]
        share[verdict] = sum(any(c.isdigit() for c in text) for text in sentences) / len(sentences)
    assert share[True] >= share[False] - 0.05


@pytest.mark.parametrize(
    ("label", "passage", "what"),
    [("verzonnen", _PASSAGE, "label"), ("gesteund", "", "passage"), ("gesteund", "{}", "passages")],
)
def test_a_wrong_line_is_named_with_its_number(tmp_path: Path, label: str, passage: str, what: str) -> None:
    path = tmp_path / "zinnen.jsonl"
    good = _LINE.format(passage=_PASSAGE, label="gesteund")
    path.write_text(good + _LINE.format(passage=passage, label=label), encoding="utf-8")
    with pytest.raises(DenktankError, match=rf"Regel 2 .*{what}"):
        load(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DenktankError, match="niet te lezen"):
        load(tmp_path / "weg.jsonl")


def test_no_passage_is_cited_in_both_halves() -> None:
    halves: dict[str, set[Half]] = {}
    for pair in load():
        for passage in pair.passages:
            halves.setdefault(passage.text, set()).add(half(pair))
    assert all(len(found) == 1 for found in halves.values())
