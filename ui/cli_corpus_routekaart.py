"""``denktank corpus routekaart``: the stops of a guide as they were read."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from corpus.library import Library
    from corpus.publication import Page
    from corpus.structure.routekaart import Reference, Routekaart, Signpost


def routekaart(
    key: Annotated[
        str | None,
        typer.Argument(metavar="SLEUTEL", help="De handreiking; zonder: de eerste met wegwijzers."),
    ] = None,
    report: Annotated[
        str | None,
        typer.Option("--rapport", metavar="SLEUTEL", help="Welk rapport de handreiking bedoelt."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Geef de routekaart als JSON.")] = False,
) -> None:
    """Toon de wegwijzers van een handreiking, en waar hun verwijzingen uitkomen."""
    from corpus.errors import DenktankError
    from ui import output, workspace

    library = workspace.open_workspace().library
    found = library.routekaart(key, report)
    if found is None:
        where = f"In '{key}' staan" if key else "In uw bibliotheek staan"
        raise DenktankError(
            f"{where} geen wegwijzers. Voeg de handreiking toe (denktank corpus add handreiking.pdf), "
            "of pas de regels aan met soorten.toml."
        )
    pages = _Pages(library)
    if as_json:
        output.put_json(_fields(found, pages))
        return
    output.put(f"{found.title} ({found.publication})")
    for signpost in found.signposts:
        for line in _lines(signpost, found, pages):
            output.put(line)
    for warning in found.warnings:
        output.say(warning)


class _Pages:
    """The pages of publications, each loaded once."""

    def __init__(self, library: "Library") -> None:
        self._library = library
        self._known: dict[str, tuple[Page, ...]] = {}

    def number(self, key: str, index: int) -> int | None:
        """The physical number of the page at an index."""
        return self._page(key, index).number

    def line(self, key: str, index: int) -> str:
        """The page as people read it; the key where a publication has no pages."""
        from assistant.dates_and_places import page_line

        page = self._page(key, index)
        return page_line(page.number, page.label) or key

    def _page(self, key: str, index: int) -> "Page":
        if key not in self._known:
            self._known[key] = self._library.publication(key).pages
        return self._known[key][index]


def _lines(signpost: "Signpost", route: "Routekaart", pages: _Pages) -> Iterator[str]:
    number = "" if signpost.number is None else f"{signpost.number}. "
    page = pages.line(route.publication, signpost.heading.page)
    yield f"\n{number}{signpost.title}, {page}"
    holds = [
        "verhaal" if signpost.story else "",
        "dilemma" if signpost.dilemmas else "",
        f"advies aan {_listed([role.value for role, _ in signpost.advice])}" if signpost.advice else "",
        "advies aan iedereen" if signpost.advice_to_all else "",
    ]
    if any(holds):
        yield f"    {', '.join(filter(None, holds))}"
    for reference in signpost.references:
        yield f"    verwijst naar: {reference.text} → {_target(reference, pages)}"


def _target(reference: "Reference", pages: _Pages) -> str:
    places = [
        f"{target.section[-1] if target.section else target.publication}, "
        f"{pages.line(target.publication, target.page)}"
        for target in reference.targets
    ]
    return "; ".join(filter(None, (*places, reference.note)))


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"


def _fields(route: "Routekaart", pages: _Pages) -> dict[str, Any]:
    """The route for programs: stops with page numbers of the file, references with their targets."""
    return {
        "publication": route.publication,
        "title": route.title,
        "warnings": route.warnings,
        "signposts": [
            {
                "number": signpost.number,
                "title": signpost.title,
                "page": pages.number(route.publication, signpost.heading.page),
                "story": bool(signpost.story),
                "dilemma": bool(signpost.dilemmas),
                "advice": [role.value for role, _ in signpost.advice],
                "references": [
                    {
                        "text": reference.text,
                        "note": reference.note,
                        "targets": [
                            {
                                "publication": target.publication,
                                "section": target.section,
                                "page": pages.number(target.publication, target.page),
                            }
                            for target in reference.targets
                        ],
                    }
                    for reference in signpost.references
                ],
            }
            for signpost in route.signposts
        ],
    }
