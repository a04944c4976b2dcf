"""A memo as JSON comes back whole, and what somebody made of it is refused or bounded."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Citation
from assistant.memo.keeping import MOST_JSON, MOST_STATEMENTS, MOST_TEXT, memo_json, read_memo
from assistant.memo.values import Memo, MemoFields, MemoPart, MemoSection, Standing, Statement
from corpus.errors import DenktankError
from corpus.kinds import PassageKind, Role

SOURCE = Citation(
    1, "gids", "Gids", "gids.pdf", PassageKind.ADVICE, ("Raad",), 3, "1", "De raad.", 4, 12, 0.5, "2018"
)
MEMO = Memo(
    MemoFields("Raad", "College", "Griffie", "1 mei 2026", (("Kenmerk", "12"),)),
    (
        MemoSection(MemoPart.OCCASION, (Statement("Zomaar.", standing=Standing.OWN),)),
        MemoSection(
            MemoPart.ROUTE,
            (Statement("De raad.", (1,), Role.COUNCILLOR, True, Standing.UNCONFIRMED, (("getal", "12"),)),),
        ),
    ),
    (SOURCE,),
)


def changed(*path: str | int, to: object) -> str:
    kept: Any = json.loads(memo_json(MEMO))
    inner = kept
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = to
    return json.dumps(kept)


def test_a_memo_comes_back_as_it_was() -> None:
    assert read_memo(memo_json(MEMO)) == MEMO


def test_half_a_character_can_be_sent() -> None:
    memo = Memo(MemoFields("raad \ud800"), ())
    assert read_memo(memo_json(memo)).fields.subject == "raad ?"


@pytest.mark.parametrize("version", [2, 0, "1", None])
def test_another_version_is_named(version: object) -> None:
    with pytest.raises(DenktankError, match="andere versie"):
        read_memo(changed("versie", to=version))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "[" * 100_000,
        "x" * (MOST_JSON + 1),
        changed("memo", to=None),
        changed("memo", "fields", "subject", to=3),
        changed("memo", "sources", 0, "page", to=0),
        changed("memo", "sources", 0, "end", to=10**9),
        changed("memo", "sources", 0, "start", to=-1),
        changed("memo", "sources", 0, "n", to=2),
        changed("memo", "sources", to=[]),
        changed("memo", "sections", 0, "part", to="Iets anders"),
        changed("memo", "sections", 0, "statements", to=[]),
        changed("memo", "sections", 1, "part", to="Aanleiding"),
        changed("memo", "sections", 0, "part", to="Achtergrond"),
        changed("memo", "sections", 1, "statements", 0, "standing", to="waar"),
    ],
)
def test_what_is_no_memo_is_refused(text: str) -> None:
    with pytest.raises(DenktankError, match="geen memo"):
        read_memo(text)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (changed("memo", "fields", "subject", to="x" * (MOST_TEXT + 1)), "Het veld Onderwerp"),
        (changed("memo", "fields", "to", to="x" * (MOST_TEXT + 1)), "Het veld Aan"),
        (changed("memo", "fields", "extra", to=[["Kenmerk", "x" * (MOST_TEXT + 1)]]), "Het veld Kenmerk"),
        (changed("memo", "sections", 1, "statements", 0, "text", to="x" * (MOST_TEXT + 1)), "De zin “xxx"),
        (
            changed("memo", "sections", 0, "statements", to=[{"text": "a"}] * (MOST_STATEMENTS + 1)),
            "twee memo's",
        ),
    ],
)
def test_what_is_too_long_is_named(text: str, named: str) -> None:
    with pytest.raises(DenktankError, match=named):
        read_memo(text)


def test_what_cannot_be_read_back_is_not_written() -> None:
    with pytest.raises(DenktankError, match="te lang"):
        memo_json(Memo(MemoFields("x" * (MOST_TEXT + 1)), ()))


def test_a_conversation_is_named_as_such() -> None:
    with pytest.raises(DenktankError, match="bewaard gesprek"):
        read_memo(changed("soort", to="denktank-gesprek"))


@given(st.text())
def test_any_text_is_refused_in_dutch(text: str) -> None:
    with pytest.raises(DenktankError):
        read_memo(text)
