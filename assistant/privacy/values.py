"""What is replaced, by what, and how it is put back."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.privacy.kind import Kind
from assistant.privacy.placeholders import PLACEHOLDER, key_of


@dataclass(frozen=True, slots=True)
class Found:
    """Personal data at half-open code-point offsets of a text."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Replaced:
    """One original as it stood in the text, and its placeholder, such as ``[NAAM-1]``."""

    placeholder: str
    kind: Kind
    original: str


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without the personal data that was recognised.

    ``replaced`` are the originals of this text, in the order of their first place. ``others`` are
    those of the other texts of the conversation: an answer may name them too.
    """

    text: str
    replaced: tuple[Replaced, ...] = ()
    others: tuple[Replaced, ...] = ()

    def restore(self, text: str) -> str:
        """The text with the originals in the place of their placeholders.

        Also of placeholders that a model changed a little: in case, spaces, kind of hyphen or
        without brackets. What is no placeholder of this conversation stays as it is.
        """
        return _restored(text, (*self.replaced, *self.others))


def _restored(text: str, replaced: Iterable[Replaced]) -> str:
    originals = {}
    for item in replaced:
        match = PLACEHOLDER.fullmatch(item.placeholder)
        if match:
            originals[key_of(match)] = item.original
    return PLACEHOLDER.sub(lambda match: originals.get(key_of(match), match[0]), text)
