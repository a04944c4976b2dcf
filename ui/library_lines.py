"""What adding a file gave, in Dutch lines: the same in the terminal and on the screen."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ui.output import count

if TYPE_CHECKING:
    from corpus.library import Added

_VERBS = {"nieuw": "toegevoegd", "vervangen": "vervangen door de nieuwe versie", "bijgewerkt": "bijgewerkt"}


def added_lines(file: str, added: "Added", remove_with: str) -> Iterator[str]:
    """The lines for the person who added a file, the outcome first.

    Args:
        file: the name it came with.
        added: what adding it did.
        remove_with: the sentence that says how a publication is removed; ``{key}`` stands for its key.
    """
    entry = added.entry
    if added.change == "ongewijzigd":
        same = "" if file == entry.file else f" (onder de naam {entry.file})"
        yield f"{file}: stond al in de bibliotheek als '{entry.key}'{same}; er is niets veranderd."
        return
    pages = f", {count(entry.pages, 'bladzijde', 'bladzijden')}" if entry.pages else ""
    passages = count(entry.passages, "passage", "passages")
    yield f"{file}: {_VERBS[added.change]} als '{entry.key}' ({entry.title}{pages}, {passages})."
    if added.summary is not None:
        yield f"Gevonden: {_found(added.summary.headings, added.summary.signposts, added.summary.lessons)}."
    if entry.catalogue_id is not None:
        said = entry.overrides.title or entry.overrides.date
        origin = "." if said else "; titel en datum komen uit de catalogus."
        yield f"Herkend als een bekende publicatie{origin}"
    yield from added.warnings
    if added.namesake is not None and added.change == "nieuw":
        remedy = remove_with.format(key=added.namesake)
        yield f"Let op: '{added.namesake}' heeft dezelfde bestandsnaam. Is dit een nieuwe versie? {remedy}"


def _found(headings: int, signposts: int, lessons: int) -> str:
    parts = [count(headings, "kop", "koppen") if headings else "geen koppen"]
    if signposts:
        parts.append(count(signposts, "wegwijzer", "wegwijzers"))
    if lessons:
        parts.append(f"lessen onder {count(lessons, 'kop', 'koppen')}")
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} en {parts[-1]}"
