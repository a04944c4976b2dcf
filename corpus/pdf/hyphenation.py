"""Decides what a hyphen at a line end was: put there by the break, or part of the word.

In the order measured to work on Dutch official texts: addresses, suspended hyphens, letters and
digits that never stand at a syllable break, what the document itself writes within lines, and only
then the word lists. The spelling rules are those of the Leidraad of the Woordenlijst Nederlandse Taal.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from unicodedata import normalize

from corpus.pdf.word_list import LONGEST_WORD, is_dutch, is_english

_ADDRESS = re.compile(r"://|@|\bwww\.|[^\W\d_]\.(?:[a-z]{2,}/|(?:nl|eu|com|net|org)\b)", re.IGNORECASE)
_HEAD_PART = re.compile(r"[^\W_]+(?:['’][^\W_]+)*$")
_TAIL_PART = re.compile(r"[^\W\d_]+")
_OPENING = "\"'‘’“”„«([{"
_INSTEAD_OF_CONJUNCTION = ("&", "+", "–", "—")
_VOWEL = re.compile(r"[aeiouyà-ÿ]", re.IGNORECASE)
_WITHIN_LINE = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_CONJUNCTIONS = frozenset(
    str.split(
        """en of als alsmede alsook and cq dan danwel evenals maar naar noch ofwel or plus resp
        respectievelijk tot versus à"""
    )
)
_FUNCTION_WORDS = _CONJUNCTIONS.union(
    str.split(
        """aan bij dat de deze die dit door een er het hun in is kan kunnen met moet moeten niet om
        onder ons onze op over te uit van voor waar was waren wel werd werden worden wordt zal ze
        zij zijn"""
    )
)
_ADJECTIVE = re.compile(r"(?:aal|ale|eel|ele|isch|ische|lijk|lijke|ief|ieve|iek|ieke)$", re.IGNORECASE)
_BEFORE_EN = ("a", "e", "i", "ij", "o", "u")
_BOUND_PREFIXES = frozenset(("be", "ge", "her", "ont", "ver"))
_TREMA = str.maketrans("eiouEIOU", "ëïöüËÏÖÜ")
_READ_AS_ONE = ("ae", "ai", "au", "ee", "ei", "eu", "ie", "ii", "oe", "oi", "oo", "ou", "ui", "uu")
"""Vowels that would be read as one sound, so that the second one gets a trema in a derivation."""


class HyphenKind(StrEnum):
    """What becomes of a hyphen at a line end; after ``SUSPENDED`` a space follows."""

    JOIN = "samenvoegen"
    KEEP = "koppelteken blijft"
    SUSPENDED = "weglatingsstreepje"


@dataclass(frozen=True, slots=True)
class Joint:
    """What becomes of a broken word.

    ``tail`` is what the part on the next line becomes, with as many code points as it had: it
    only differs from the printed one where a trema that was lost in the break is restored.
    """

    kind: HyphenKind
    tail: str


def document_words(texts: Iterable[str]) -> Counter[str]:
    """Count the words, compounds with hyphens included, that stand within the given texts.

    They are counted in the case printed, with ligatures written out. Words that are broken at a
    line end must not be in the texts.
    """
    return Counter(word for text in texts for word in _WITHIN_LINE.findall(normalize("NFKC", text)))


class Hyphenation:
    """Joins broken words in the light of what one document writes within its lines."""

    def __init__(self, words: Counter[str]) -> None:
        self._parts: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        for word, count in words.items():
            parts = word.lower().split("-")
            self._parts.update(dict.fromkeys(parts, count))
            self._pairs.update(dict.fromkeys(pairwise(parts), count))

    def joint(self, head: str, tail: str, before: str = "", after: str = "") -> Joint:
        """What becomes of ``head``, a hyphen at the line end and ``tail`` on the next line.

        Args:
            head: The word part before the hyphen, without it; may have hyphens of its own.
            tail: The first word of the next line, with the punctuation that follows it.
            before: The text of the line before ``head``.
            after: The rest of the next line.
        """
        if not head.strip() or tail.startswith(_INSTEAD_OF_CONJUNCTION):
            return Joint(HyphenKind.SUSPENDED, tail)
        opening = len(tail) - len(tail.lstrip(_OPENING))
        first, last = _HEAD_PART.search(head[-LONGEST_WORD - 1 :]), _TAIL_PART.match(tail, opening)
        if last is None or _ADDRESS.search(head) or _ADDRESS.search(tail):
            return Joint(HyphenKind.KEEP, tail)
        if last[0].lower() in _FUNCTION_WORDS and tail.startswith("-", last.end()):
            return Joint(HyphenKind.KEEP, tail)  # 'kant-/en-klaar': a part of its own
        ending, part = normalize("NFKC", first[0]) if first else "", normalize("NFKC", last[0])
        if part.lower() in _CONJUNCTIONS and not self._ends_word(ending, tail[opening:], after):
            return Joint(HyphenKind.SUSPENDED, tail)
        if opening or len(ending) + len(part) > LONGEST_WORD or not _may_be_broken(ending, part):
            return Joint(HyphenKind.KEEP, tail)
        return self._whole(ending, part, tail, _starts_sentence(before))

    def _ends_word(self, head: str, tail: str, after: str) -> bool:
        """Whether a conjunction is only the end of a word: 'ambte-/naar', 'partij-/en', 'idee-/en'.

        An 'en' only is after a vowel, and not when a second compound follows ('idee- en planvorming').
        """
        if not tail.lower().startswith("en"):
            return tail.isalpha() and (self._writes(head + tail) or is_english(head + tail))
        if not head.lower().endswith(_BEFORE_EN) or tail.startswith("/", 2):
            return False
        following = _TAIL_PART.match(after.lower())
        whole = len(tail) > 2 or following is None or following[0] in _FUNCTION_WORDS
        return whole and (self._writes(head + tail[:2]) or self._writes(head.lower() + "ën"))

    def _whole(self, head: str, part: str, tail: str, sentence_start: bool) -> Joint:
        dotted = part[0].translate(_TREMA) + part[1:]
        restored = Joint(HyphenKind.JOIN, tail[0].translate(_TREMA) + tail[1:])
        hyphen, join, keep = f"{head}-{part}", Joint(HyphenKind.JOIN, tail), Joint(HyphenKind.KEEP, tail)
        joined, hyphenated = self._parts[(head + part).lower()], self._pairs[head.lower(), part.lower()]
        if joined != hyphenated:
            return join if joined > hyphenated else keep
        if dotted != part and self._parts[(head + dotted).lower()]:
            return restored
        if is_dutch(head + part):
            return keep if _is_adjective(head) and _is_adjective(part) and is_dutch(hyphen) else join
        if dotted != part and is_dutch(head + dotted):
            return restored
        if is_dutch(hyphen):
            return keep
        if head.lower() in _BOUND_PREFIXES:
            return restored if _needs_trema(head, part) else join
        if is_english(head + part) or self._is_linked_by_s(head, part):
            return join
        known = self._is_word(part)
        named = head[0].isupper() and not head.isupper() and not sentence_start and len(part) > 3
        return keep if known and (named or self._is_word(head)) else join

    def _writes(self, word: str) -> bool:
        return self._parts[word.lower()] > 0 or is_dutch(word)

    def _is_word(self, part: str) -> bool:
        """Whether it can stand by itself, and so on its own side of a hyphen that belongs there."""
        return self._writes(part) or is_english(part) or (len(part) > 2 and is_dutch(part.capitalize()))

    def _is_linked_by_s(self, head: str, part: str) -> bool:
        """'omgevings-/wet': such an s only stands inside a compound."""
        return len(head) > 3 and head[-1] in "sS" and self._writes(head[:-1]) and self._is_word(part)


def _is_adjective(word: str) -> bool:
    """By its suffix; two of them side by side are equal parts, as in 'sociaal-economische'."""
    return _ADJECTIVE.search(word) is not None


def _may_be_broken(head: str, part: str) -> bool:
    """Whether a break may have put the hyphen here: between two syllables of one word.

    Not after a single letter, an acronym or a digit, nor before a capital, unless the whole word
    is in capitals; and a syllable has a vowel.
    """
    if len(head) < 2 or any(char.isdigit() for char in head):
        return False
    if not (_VOWEL.search(head) and _VOWEL.search(part)):
        return False
    if head.isupper() and part.isupper():
        return True
    return not (part[0].isupper() or sum(char.isupper() for char in head) > 1)


def _starts_sentence(before: str) -> bool:
    """Whether a capital after this text says nothing about the word."""
    return before.rstrip()[-1:] in ("", ".", "!", "?", ":", "•")


def _needs_trema(head: str, part: str) -> bool:
    """'be-/invloeden', but not 'ge-/uit' or 'ge-/ijkt': there the diphthong is read as such."""
    pair = (head[-1] + part[0]).lower()
    return pair in _READ_AS_ONE and not part.lower().startswith(("ij", "ui"))
