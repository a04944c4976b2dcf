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
    if not path.name:
        raise DenktankError(f"{path} is een map. Noem een bestand, bijvoorbeeld: memo.docx")
    suffix = path.suffix.lower().removeprefix(".")
    try:
        return MemoFormat(suffix)
    except ValueError:
        said = f"een memo kan geen .{suffix} worden" if suffix else "er staat niet achter wat het moet worden"
        raise DenktankError(f"{path.name}: {said}. {_POSSIBLE}") from None
