"""What adding a file did, and what reading it gave, for who added it."""

from dataclasses import dataclass

from corpus.kinds import PassageKind
from corpus.manifest import Entry
from corpus.publication import Publication


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of what was found; ``unread`` are page numbers, ``warnings`` Dutch sentences.

    ``signposts`` are wegwijzers by their number, ``lessons`` the headings that have a lesson right
    under them and ``recognised`` the pages that were read from an image.
    """

    headings: int
    signposts: int
    lessons: int
    recognised: int
    unread: tuple[int, ...]
    warnings: tuple[str, ...]


def summarise(publication: Publication, unread: tuple[int, ...]) -> Summary:
    """Count what there is in a publication."""
    sections = publication.sections
    return Summary(
        headings=len(
            {section.path[: level + 1] for section in sections for level in range(len(section.path))}
        ),
        signposts=len({section.signpost for section in sections if section.signpost is not None}),
        lessons=_lessons(publication),
        recognised=sum(page.recognised for page in publication.pages),
        unread=unread,
        warnings=publication.warnings,
    )


def _lessons(publication: Publication) -> int:
    """The headings of lessons, without those of chapters that gather lessons with their own heading."""
    paths = {section.path for section in publication.sections if section.kind is PassageKind.LESSON}
    gathering = {path[:level] for path in paths for level in range(len(path))}
    return len(paths - gathering)


@dataclass(frozen=True, slots=True)
class Added:
    """What adding one file did: ``"nieuw"``, ``"vervangen"``, ``"bijgewerkt"`` or ``"ongewijzigd"``.

    ``summary`` is ``None`` where the file was not read (again); ``namesake`` is the key of another
    publication with the same file name.
    """

    entry: Entry
    change: str
    summary: Summary | None = None
    namesake: str | None = None

    @property
    def warnings(self) -> tuple[str, ...]:
        """Dutch sentences about what could not be read."""
        return self.summary.warnings if self.summary else ()
