"""Publications written down in a few lines, made by the same composer that every reader uses."""

from corpus.compose import Composer
from corpus.kinds import PassageKind
from corpus.publication import BlockKind, Metadata, Publication


def composed(
    script: str,
    title: str = "Samen werken",
    key: str = "gids",
    kind: PassageKind = PassageKind.BACKGROUND,
    metadata: Metadata | None = None,
) -> Publication:
    """A publication from lines: ``#`` headings, ``-`` list items, ``|`` table rows, the rest paragraphs.

    ``== 41`` begins a page with that printed number, ``==`` one without.
    """
    composer, pages = Composer(), 0
    for line in script.strip().splitlines():
        line = line.strip()
        if line.startswith("=="):
            pages += 1
            composer.page(pages, line[2:].strip() or None)
        elif line.startswith("#"):
            level = len(line) - len(line.lstrip("#"))
            composer.heading(line[level:].strip(), level)
        elif line.startswith("- "):
            composer.list_item(line[2:])
        elif line.startswith("|"):
            composer.table_row([cell.strip() for cell in line.strip("|").split("|")])
        elif line.startswith("^"):
            composer.note(line[1:].strip(), "1")
        elif line.startswith(">"):
            composer.paragraph(line[1:].strip(), continued=True)
        elif line:
            composer.paragraph(line)
    content = composer.content()
    return Publication(
        key, f"{key}.pdf", key, metadata or Metadata(title, kind), content.pages, content.sections
    )


def kinds_of(publication: Publication) -> list[tuple[str, str, tuple[str, ...], int | None]]:
    """Of every block that is no heading: its text, kind, roles and wegwijzer."""
    return [
        (
            publication.text_of(block.span),
            str(section.kind or ""),
            tuple(str(role) for role in section.roles),
            section.signpost,
        )
        for section in publication.sections
        for block in section.blocks
        if block.kind is not BlockKind.HEADING
    ]
