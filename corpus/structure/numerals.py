"""Numbers as Dutch texts write them: 4, vier, vierde, 4e, IV."""

import re
import unicodedata

_CARDINALS = (
    "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
    "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig",
)  # fmt: skip
_ORDINALS = (
    "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende",
    "elfde", "twaalfde", "dertiende", "veertiende", "vijftiende", "zestiende", "zeventiende",
    "achttiende", "negentiende", "twintigste",
)  # fmt: skip
_ROMAN = {"I": 1, "V": 5, "X": 10}
_WORDS = {word: number for words in (_CARDINALS, _ORDINALS) for number, word in enumerate(words, 1)}

CARDINAL = (
    r"(?:\d{1,2}(?![.,]?\d)|"
    + "|".join(sorted(_CARDINALS, key=len, reverse=True))
    + r"|één|(?-i:[IVX]{1,5}))"
)
"""Expression for a whole number: digits, a word or a Roman number in capitals."""
ORDINAL = r"(?:\d{1,2}\s?(?:ste|de|e)|" + "|".join(sorted(_ORDINALS, key=len, reverse=True)) + ")"
"""Expression for the place in a row."""


def number(written: str) -> int | None:
    """The value of a number written in digits, words or Roman; ``None`` if it is none of these."""
    digits = re.match(r"\d+", written)
    if digits:
        return int(digits[0])
    plain = unicodedata.normalize("NFKD", written).encode("ascii", "ignore").decode()
    if plain.lower() in _WORDS:
        return _WORDS[plain.lower()]
    return _roman(plain)


def _roman(written: str) -> int | None:
    if not written or any(letter not in _ROMAN for letter in written):
        return None
    values = [_ROMAN[letter] for letter in written]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
