"""The publications as HTML: how the part begins, the list, and what the work on it is at."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from urllib.parse import urlsplit

from assistant.dates_and_places import dutch_date
from assistant.source_place import SourcePlace
from corpus.catalogue import CatalogueEntry
from corpus.kinds import PassageKind
from corpus.manifest import Entry
from corpus.read import READER_VERSION, SUFFIXES
from ui import library_texts as texts
from ui.escaping import escape
from ui.library_progress import FileWork, IndexWork, Progress, Stage
from ui.output import count
from ui.source_link import source_url

_MOST_PAGES_NAMED = 10


def start_html(max_bytes: int, read_only: bool) -> str:
    """What stands there before anything is asked; ``max_bytes`` is the most for one file."""
    adding = f'<p class="soft">{texts.READ_ONLY}</p>' if read_only else _adding_html(max_bytes)
    return (
        f'<div id="library"><h2>{texts.TITLE}</h2><p>{texts.INTRO}</p>{adding}'
        '<div id="library-work"></div>'
        '<p id="library-told" role="status" tabindex="-1"></p><div id="library-list"></div></div>'
        '<p id="library-said" class="sr-only" role="status"></p>'
    )


def _adding_html(max_bytes: int) -> str:
    allowed = texts.ALLOWED.format(suffixes=", ".join(SUFFIXES), megabytes=_megabytes(max_bytes))
    return (
        f'<section aria-labelledby="library-add"><h3 id="library-add">{texts.ADD}</h3>'
        f'<div id="drop"><p>{texts.DROP}</p>'
        '<button type="button" id="library-choose" aria-describedby="library-allowed">'
        f"{texts.CHOOSE}</button>"
        f'<input type="file" id="library-files" multiple hidden accept="{",".join(SUFFIXES)}" '
        f'aria-label="{texts.CHOOSE}" data-max="{max_bytes}">'
        f'<p id="library-allowed" class="soft">{escape(allowed)}</p></div>'
        f'<ul id="library-uploads" class="files" aria-label="{texts.UPLOADS}"></ul></section>'
        '<dialog id="library-dialog" aria-labelledby="library-question">'
        f'<h3 id="library-question">{texts.REMOVE_QUESTION}</h3><p class="which"></p>'
        f'<p>{texts.REMOVE_WHAT}</p><div class="choices">'
        f'<button type="button" class="danger" data-sure>{texts.REMOVE}</button>'
        f'<button type="button" data-keep autofocus>{texts.KEEP}</button></div></dialog>'
    )


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:g}".replace(".", ",")


def list_html(entries: Sequence[Entry], missing: Sequence[CatalogueEntry], read_only: bool = False) -> str:
    """What is in the library, and what is not."""
    own = [entry for entry in entries if entry.origin is not None]
    pieces = [entry for entry in entries if entry.origin is None]
    listed = "".join(_own_html(entry, read_only) for entry in own)
    shown = f'<ul class="publications">{listed}</ul>' if own else f'<p class="soft">{texts.NO_OWN}</p>'
    return (
        f'<section aria-labelledby="library-own"><h3 id="library-own">{texts.OWN}</h3>{shown}</section>'
        f"{_missing_html(missing)}{_startcorpus_html(pieces)}"
    )


def _own_html(entry: Entry, read_only: bool) -> str:
    warnings = "".join(f'<p class="warning">{escape(line)}</p>' for line in _warnings(entry))
    remove = (
        ""
        if read_only
        else f'<button type="button" data-remove="{escape(entry.key)}" data-title="{escape(entry.title)}" '
        f'aria-label="{escape(texts.REMOVE_LABEL.format(title=entry.title))}">{texts.REMOVE}</button>'
    )
    return f'<li><div>{_link(entry)}<p class="details">{_details(entry)}</p>{warnings}</div>{remove}</li>'


def _link(entry: Entry) -> str:
    href = source_url(SourcePlace(entry.key, None))
    return f'<a class="read" href="{escape(href)}" data-source="publicatie">{escape(entry.title)}</a>'


def _details(entry: Entry) -> str:
    added = entry.added[:10] if entry.added else ""
    parts = (
        dutch_date(entry.date) if entry.date else "",
        entry.kind.value if entry.kind is not PassageKind.BACKGROUND else "",
        count(entry.pages, "bladzijde", "bladzijden") if entry.pages else "",
        count(entry.passages, "passage", "passages"),
        entry.file if entry.origin else "",
        texts.ADDED_ON.format(date=dutch_date(added)) if added else "",
    )
    return escape(" · ".join(filter(None, parts)))


def _warnings(entry: Entry) -> Iterable[str]:
    if entry.unread:
        yield texts.UNREAD.format(pages=_pages(entry.unread))
    if entry.locked and entry.reader != READER_VERSION:
        yield texts.LOCKED_BEFORE


def _pages(numbers: Sequence[int]) -> str:
    named = ", ".join(map(str, numbers[:_MOST_PAGES_NAMED]))
    more = len(numbers) - _MOST_PAGES_NAMED
    return f"bladzijde {named}" + (f" en nog {count(more, 'bladzijde', 'bladzijden')}" if more > 0 else "")


def _missing_html(missing: Sequence[CatalogueEntry]) -> str:
    heading = f'<h3 id="library-missing">{texts.MISSING}</h3>'
    if not missing:
        return f'<section aria-labelledby="library-missing">{heading}<p>{texts.NOTHING_MISSING}</p></section>'
    items = "".join(map(_known_html, missing))
    return (
        f'<section aria-labelledby="library-missing">{heading}<p class="soft">{texts.MISSING_WHAT}</p>'
        f'<ul class="publications">{items}</ul></section>'
    )


def _known_html(known: CatalogueEntry) -> str:
    metadata = known.metadata
    details = " · ".join(filter(None, (dutch_date(metadata.date or ""), metadata.publisher)))
    brings = texts.BRINGS.get(known.id, "")
    gives = f'<p class="brings">{brings}</p>' if brings else ""
    links = "".join(_site_link(link, metadata.title) for link in metadata.links)
    return (
        f'<li><div><p class="name">{escape(metadata.title)}</p><p class="details">{escape(details)}</p>'
        f"<p>{escape(known.where)}</p>{gives}{links}</div></li>"
    )


def _site_link(link: str, title: str) -> str:
    told = escape(texts.OPEN_SITE.format(host=urlsplit(link).hostname or link))
    return (
        f'<a class="site" href="{escape(link)}" target="_blank" rel="noopener noreferrer">'
        f'{told}<span class="sr-only">: {escape(title)} {texts.NEW_TAB}</span></a>'
    )


def _startcorpus_html(pieces: Sequence[Entry]) -> str:
    if not pieces:
        return ""

    def kind(entry: Entry) -> PassageKind:
        return entry.kind

    groups = "".join(
        f"<h4>{escape(name.value.capitalize())}</h4>"
        f'<ul class="publications">{"".join(map(_piece_html, group))}</ul>'
        for name, group in groupby(sorted(pieces, key=kind), kind)
    )
    number = count(len(pieces), "tekst", "teksten")
    return (
        f'<section aria-labelledby="library-start"><h3 id="library-start">{texts.STARTCORPUS}</h3>'
        f"<details><summary>{number}</summary>"
        f'<p class="soft">{texts.STARTCORPUS_WHAT}</p>{groups}</details></section>'
    )


def _piece_html(entry: Entry) -> str:
    return f'<li><div>{_link(entry)}<p class="details">{_details(entry)}</p></div></li>'


def work_html(progress: Progress, stale: str = "", read_only: bool = False) -> str:
    """What the work is at; for the script it also says whether there will be more, and what has changed.

    ``stale`` says why the index does not fit the library while nobody is working on it.
    """
    files = "".join(map(_file_html, progress.files))
    shown = f'<ul class="files" aria-label="{texts.UPLOADS}">{files}</ul>' if files else ""
    index = _index_html(progress.index) if progress.index else ""
    busy = " data-busy" if progress.busy else ""
    shown += index + _stale_html(stale, read_only)
    return f'<div class="work" data-version="{progress.version}"{busy}>{shown}</div>'


def _stale_html(line: str, read_only: bool) -> str:
    if not line:
        return ""
    button = "" if read_only else f'<button type="button" data-build>{texts.BUILD}</button>'
    return f'<div class="stale"><p>{escape(line)}</p>{button}</div>'


def _file_html(file: FileWork) -> str:
    if file.stage in (Stage.DONE, Stage.FAILED):
        first, *more = file.lines
        rest = "".join(f"<li>{escape(line)}</li>" for line in more)
        lines = f"<ul>{rest}</ul>" if rest else ""
        kind = "failed" if file.stage is Stage.FAILED else "done"
        return f'<li class="{kind}" data-ended="{file.number}"><p>{escape(first)}</p>{lines}</li>'
    if file.stage is Stage.WAITING:
        told = texts.WAITING
    elif file.total:
        told = texts.READING_PAGES.format(done=file.done, total=file.total)
    else:
        told = texts.READING
    return f"<li><p>{escape(file.name)}: {told}</p>{_bar(file.name, file.done, file.total)}</li>"


def _index_html(index: IndexWork) -> str:
    going = index.stage in (Stage.WAITING, Stage.BUSY)
    bar = _bar(index.line, index.done, index.total) if index.stage is Stage.BUSY else ""
    kind = "failed" if index.stage is Stage.FAILED else "going" if going else "done"
    return f'<div class="index {kind}"><p>{escape(index.line)}</p>{bar}</div>'


def _bar(name: str, done: int, total: int) -> str:
    value = f' value="{min(done, total)}" max="{total}"' if total else ""
    return f'<progress aria-label="{escape(name)}"{value}></progress>'


def failure_html(line: str) -> str:
    """Why the list cannot be shown."""
    return f'<p class="failure" role="alert">{texts.NO_LIST} {escape(line)}</p>'
