"""The formats a memo can be had in."""

from enum import StrEnum
from pathlib import Path

from corpus.errors import DenktankError


class MemoFormat(StrEnum):
    """The value is the suffix of the file, without its dot."""

    DOCX = "docx"
    ODT = "odt"
    MARKDOWN = "md"
    HTML = "html"


_POSSIBLE = "Kies .docx (Word), .odt (LibreOffice), .md (Markdown) of .html, bijvoorbeeld: memo.docx"


def format_of(path: Path) -> MemoFormat:
    """The format that the suffix of a file name asks for.

    Raises:
        DenktankError: none, or one that a memo cannot be made in.
    """
    suffix = path.suffix.lower().removeprefix(".")
    try:
        return MemoFormat(suffix)
    except ValueError:
        said = f"eindigt op .{suffix}, en zo'n bestand" if suffix else "heeft geen achtervoegsel; dat"
        raise DenktankError(f"{path.name} {said} kan een memo niet worden. {_POSSIBLE}") from None
