"""PDF: every page drawn up by pypdfium2, recognised where it has no real text, then read as a whole."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from corpus.compose import Content
from corpus.errors import UnreadableFileError
from corpus.pdf.document import drawn_page, metadata_title, opened, outline
from corpus.pdf.layout import DrawnDocument, DrawnPage
from corpus.pdf.reading import read_document
from corpus.pdf.recognition import Recognition
from corpus.read_options import Progress, ReadOptions, no_progress


def read_pdf(
    data: bytes,
    name: str,
    options: ReadOptions | None = None,
    progress: Progress = no_progress,
) -> Content:
    """Read a PDF; pages that have something on them but no text are named in a warning.

    Raises:
        UnreadableFileError: encrypted, damaged, too many pages, or without any text.
    """
    options = options or ReadOptions()
    with opened(data, name, options.password) as document:
        count = len(document)
        if count > options.max_pages:
            raise UnreadableFileError(
                name,
                f"dit pdf-bestand heeft {count} bladzijden; de grens is {options.max_pages}.",
                "Splits het bestand, of verhoog de grens met DENKTANK_MAX_PAGES.",
            )
        recognition = Recognition(options.recognise)
        pages = _pages(document, count, recognition, progress)
        title = metadata_title(document)
        drawn = DrawnDocument(pages, outline(document, pages), title)
    content = read_document(drawn).content
    if not content.sections:
        cause = "in dit pdf-bestand staat geen leesbare tekst; waarschijnlijk is het een scan."
        raise UnreadableFileError(name, cause, recognition.remedy())
    return replace(
        content,
        title=content.title or title,
        warnings=content.warnings + recognition.warnings(),
        unread=recognition.unread,
    )


def _pages(document: Any, count: int, recognition: Recognition, progress: Progress) -> Sequence[DrawnPage]:
    pages = []
    for index in range(count):
        pages.append(recognition.completed(document, drawn_page(document, index)))
        progress(index + 1, count)
    return pages
