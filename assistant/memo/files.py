"""A memo as a file: Word, LibreOffice, Markdown or HTML, made by pandoc from one document and one style."""

import errno
from pathlib import Path

from assistant.memo.document import document_of
from assistant.memo.formats import MemoFormat, format_of
from assistant.memo.operator_style import OperatorStyle, load_style
from assistant.memo.values import Memo
from corpus.errors import DenktankError
from corpus.files import share, write_atomically

__all__ = ["MemoFormat", "OperatorStyle", "format_of", "load_style", "memo_file", "refuse_target", "save"]


def memo_file(memo: Memo, form: MemoFormat, quotes: bool = False, reference: Path | None = None) -> bytes:
    """The bytes of a file with the memo.

    Args:
        memo: that it is made of; any text in it stays text.
        form: of the file.
        quotes: whether footnotes hold the quotations.
        reference: a document of the operator whose styles, page and header the file gets; DOCX and ODT only.

    Raises:
        DenktankError: the reference document is none, or pandoc is missing or too old.
    """
    from assistant.memo.file_properties import dated
    from assistant.memo.html_page import html_page
    from assistant.memo.pandoc_call import convert
    from assistant.memo.reference_check import read_reference
    from assistant.memo.reference_docx import reference_docx
    from assistant.memo.reference_odt import reference_odt

    own = read_reference(reference, form) if reference is not None else None
    document = document_of(memo, form, quotes)
    if form is MemoFormat.HTML:
        return html_page(document)
    if form is MemoFormat.MARKDOWN:
        return convert(document, "gfm+yaml_metadata_block")
    shipped = reference_docx if form is MemoFormat.DOCX else reference_odt
    return dated(convert(document, form, files={"--reference-doc": own or shipped()}), form)


def save(path: Path, data: bytes, force: bool = False) -> None:
    """Write a file in one step, with the rights that any new file of this user gets.

    Raises:
        DenktankError: ``path`` exists and not ``force``, or cannot be written; what stood there still does.
    """
    refuse_target(path, force)
    try:
        write_atomically(path, data)
        share(path)
    except OSError as error:
        raise DenktankError(_cause(error, path)) from error


def refuse_target(path: Path, force: bool) -> None:
    """Refuse a place where a file surely cannot be written, before any work is done for it.

    Raises:
        DenktankError: it exists and not ``force``, it is no file, or its folder does not exist.
    """
    try:
        _refuse(path, force)
    except OSError as error:
        raise DenktankError(_cause(error, path)) from error


def _refuse(path: Path, force: bool) -> None:
    if path.is_dir():
        raise DenktankError(f"{path} is een map. Kies een andere naam.")
    if not path.parent.is_dir():
        raise DenktankError(f"De map {path.parent} bestaat niet. Maak die eerst, of kies een andere map.")
    if path.exists() and not path.is_file():
        raise DenktankError(f"{path} is geen gewoon bestand. Kies een andere naam.")
    if path.exists() and not force:
        raise DenktankError(f"{path} bestaat al. Kies een andere naam, of overschrijf het met --force.")


def _cause(error: OSError, path: Path) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return f"{path} past niet op de schijf. Maak ruimte, of kies een andere map."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"In de map {path.parent} mag u niet schrijven. Kies een andere map."
    if error.errno == errno.ENAMETOOLONG:
        return f"De naam {path.name[:40]}… is te lang. Kies een kortere naam."
    return f"{path} is niet te schrijven ({error.strerror or error}). Kies een andere map."
