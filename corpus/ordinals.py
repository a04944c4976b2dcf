"""The numbers of list items and notes as they are printed: 3, c, C, iii or III."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST_ROMAN = 3999
_MOST_LETTERS = 26 * 20


def ordinal(number: int, style: str) -> str:
    """A number in the style ``"1"``, ``"a"``, ``"A"``, ``"i"`` or ``"I"`` of HTML and OpenDocument.

    After z comes aa, then bb, as word processors count. A number that the style cannot show, or
    a style of another script, gives digits.
    """
    if style in ("a", "A") and 0 < number <= _MOST_LETTERS:
        repeats, letter = divmod(number - 1, 26)
        text = chr(ord("a") + letter) * (repeats + 1)
    elif style in ("i", "I") and 0 < number <= _LARGEST_ROMAN:
        text, rest = "", number
        for value, letters in _ROMAN:
            count, rest = divmod(rest, value)
            text += letters * count
    else:
        return str(number)
    return text.upper() if style.isupper() else text
