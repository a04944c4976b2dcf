"""The startcorpus: every sentence may be quoted alone, so every sentence must stand alone."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from itertools import pairwise

import pytest

from corpus.kinds import PassageKind, Role
from corpus.publication import BlockKind, Publication
from corpus.read_markdown import split_front_matter
from corpus.startcorpus_pieces import startcorpus, startcorpus_hashes
from index.chunking import Sentence, chunks

PIECES = startcorpus()
FIELDS = {"titel", "soort", "rollen", "bronnen", "datum", "links"}
SOURCES = {
    "brief", "nextlevel", "presentatie", "interview", "overzicht", "start", "ambities", "tussenbericht",
    "jaarcongres", "titelpagina",
}  # fmt: skip
ONLY_KNOWN_BY_HTTP = "http://live.vngjaarcongres.nl/app/publication/VNG181/6135"
CLOSING = (
    "De tekst in dit startcorpus vat openbare feiten in onze eigen woorden samen "
    "en is niet de publicatie van de Denktank zelf."
)
MOST_WORDS = 40

_BACK_REFERENCE = re.compile(
    r"""\W*(?:
        dit | deze | die | dat | zulke? | dergelijke | zo['’]n
      | hij | zij | ze | hen | hun | hem | haar | zijn | hetzelfde | dezelfde
      | daar\w* | hier\w* | er | erin | ervan | ermee | toen | dan | zo
      | ook | bovendien | verder | tevens | echter | toch | maar | want | en | dus | immers | namelijk
      | vervolgens | eveneens | kortom | intussen | ondertussen | zodoende
      | het\s(?:is|was|gaat|ging|betreft|heeft|had|kan|kon|moet|moest|wordt|werd|staat|stond|blijkt|komt)
      | beide | beiden | eerstgenoemde | laatstgenoemde
      | de\s(?:eerste|tweede|laatste|ander|andere)\s(?:is|was|heeft|gaat|staat)
      | als\s(?:laatste|tweede|derde) | ten\s(?:tweede|derde|slotte)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)


def sentences(piece: Publication) -> Iterator[Sentence]:
    for chunk in chunks(piece):
        yield from chunk.sentences


each_piece = pytest.mark.parametrize("piece", PIECES, ids=lambda piece: str(piece.key))


def test_there_are_twelve_to_twenty_pieces_with_keys_of_their_own() -> None:
    assert 12 <= len(PIECES) <= 20
    assert list(startcorpus_hashes().items()) == [(piece.key, piece.sha256) for piece in PIECES]
    assert len({piece.metadata.title for piece in PIECES}) == len(PIECES)


@each_piece
def test_the_front_matter_is_complete(piece: Publication) -> None:
    data = (files("corpus.startcorpus") / piece.file).read_text(encoding="utf-8")
    fields, body = split_front_matter(data)
    assert set(fields) == FIELDS
    assert body.lstrip().startswith(f"# {fields['titel']}\n")
    assert isinstance(fields["datum"], str), "a date without quotes gets another form in YAML"
    assert {str(role) for role in fields["rollen"]} <= {role.value for role in Role}
    assert len(set(fields["links"])) == len(fields["links"])


@each_piece
def test_a_piece_is_no_lesson_or_signpost(piece: Publication) -> None:
    assert piece.metadata.kind not in (PassageKind.LESSON, PassageKind.SIGNPOST)


@each_piece
def test_sources_are_known_and_named_once(piece: Publication) -> None:
    assert piece.metadata.sources
    assert set(piece.metadata.sources) <= SOURCES
    assert len(set(piece.metadata.sources)) == len(piece.metadata.sources)


@each_piece
def test_links_are_encrypted_addresses_where_the_source_has_one(piece: Publication) -> None:
    for link in piece.metadata.links:
        assert link == ONLY_KNOWN_BY_HTTP or re.fullmatch(r"https://[a-z.]+\.nl/[\w/-]+", link)


def test_every_known_source_is_used() -> None:
    assert {source for piece in PIECES for source in piece.metadata.sources} == SOURCES


@each_piece
def test_the_date_is_a_day_or_a_year_of_the_denktank(piece: Publication) -> None:
    written = piece.metadata.date
    assert written is not None
    day = date(int(written), 1, 1) if re.fullmatch(r"\d{4}", written) else date.fromisoformat(written)
    assert date(2017, 9, 1) <= day <= date(2018, 6, 29)


@each_piece
def test_no_sentence_refers_back_to_another(piece: Publication) -> None:
    assert [item.text for item in sentences(piece) if _BACK_REFERENCE.match(item.text)] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Dit is een commissie.", "Zij staat in het rapport.", "Daarom is het afgebakend.", "‘Die niet.’",
        "Hiervoor is een agenda nodig.", "Het is een stappenplan.", "Ook de raad doet mee.",
        "Zo’n kaart helpt.", "Er zijn er tien.", "Ten slotte is er de kaart.",
    ],
)  # fmt: skip
def test_the_check_sees_references_back(sentence: str) -> None:
    assert _BACK_REFERENCE.match(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["Het rapport telt 260 bladzijden.", "De eerste wegwijzer is er.", "Een dag later.", "Eind 2017 was er."],
)
def test_the_check_lets_independent_sentences_pass(sentence: str) -> None:
    assert not _BACK_REFERENCE.match(sentence)


@each_piece
def test_every_sentence_can_be_quoted_and_is_short(piece: Publication) -> None:
    found = list(sentences(piece))
    assert [item.text for item in found if not item.quotable and not item.text.endswith(":")] == []
    assert [item.text for item in found if len(item.text.split()) > MOST_WORDS] == []


@each_piece
def test_every_sentence_is_whole(piece: Publication) -> None:
    assert [item.text for item in sentences(piece) if not re.fullmatch(r"[A-Z].*[.?!:]", item.text)] == []


@each_piece
def test_headings_go_down_one_level_at_a_time(piece: Publication) -> None:
    depths = [len(section.path) for section in piece.sections]
    assert depths[0] == 1
    assert all(1 < after <= before + 1 for before, after in pairwise(depths))
    assert all(section.blocks[0].kind is BlockKind.HEADING for section in piece.sections)


def test_no_sentence_stands_in_two_pieces_but_the_closing_one_in_all() -> None:
    pieces_of = defaultdict(list)
    for piece in PIECES:
        for item in sentences(piece):
            pieces_of[item.text.casefold()].append(piece.key)
    assert pieces_of.pop(CLOSING.casefold()) == [piece.key for piece in PIECES]
    assert {text: keys for text, keys in pieces_of.items() if len(keys) > 1} == {}


@each_piece
def test_the_closing_sentence_comes_last(piece: Publication) -> None:
    assert list(sentences(piece))[-1].text == CLOSING
