"""Runs known-item search over a folder: ours beside simpler ways to search the same texts."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter

from assistant.assemble import Workspace
from assistant.settings import Settings
from corpus.files import write_atomically
from eval import intervals, known_item, metrics
from eval.known_item import Item
from eval.measure import passage_of
from eval.places import DEPTH, ranked
from eval.plain_search import FUSION, KEYWORDS, VECTORS, PlainSearch
from eval.run_record import Figure, Ranked
from eval.standard_chain import standard_chain
from eval.temporary_library import Bar, Progress, Told, library_of, read_all

OURS, CHAIN = "ons", "keten"
MEASURES = ("recall@1", "recall@5", "recall@10", "MRR")


@dataclass(frozen=True, slots=True)
class KnownItemRun:
    """One run. ``found`` maps system to question id to its ranking, ``queries`` id to question.

    ``figures`` maps system to measure to figure; ``gain`` has the paired differences of ours minus plain
    reciprocal rank fusion. ``possible`` is how many questions the folder gave, ``sections`` how many
    sections were searched.
    """

    made: str
    label: str
    model: str
    sections: int
    possible: int
    queries: dict[str, str]
    found: dict[str, dict[str, Ranked]]
    figures: dict[str, dict[str, Figure]]
    gain: dict[str, Figure]


def save(run: KnownItemRun, path: Path) -> None:
    """Write a run as JSON."""
    write_atomically(path, TypeAdapter(KnownItemRun).dump_json(run, indent=1))


def run_known_item(
    settings: Settings,
    documents: Path,
    most: int,
    with_chain: bool = True,
    label: str = "",
    bar: Bar | None = None,
    told: Told | None = None,
) -> KnownItemRun:
    """Search for the sections of the documents by their headings.

    Raises:
        DenktankError: there is nothing to read, or no heading that can be a question.
    """
    found = known_item.bodies(read_all(settings, documents, bar, told))
    publications, possible = known_item.collection(found)
    items = known_item.chosen(possible, most)
    with ExitStack() as stack:
        workspace = stack.enter_context(library_of(settings, publications, bar))
        rankings = _search(workspace, items, _part(bar, "Zoeken"))
        if with_chain:
            chain = stack.enter_context(
                standard_chain(publications, workspace.encoder, _part(bar, "Keten vullen"))
            )
            rankings[CHAIN] = {item.id: ranked(chain.search(item.query), [item.place]) for item in items}
        model = workspace.encoder.name
    figures = {
        system: _figures(metrics.rank_values(by_id, pages=False)) for system, by_id in rankings.items()
    }
    return KnownItemRun(
        made=datetime.now().astimezone().isoformat(timespec="seconds"),
        label=label,
        model=model,
        sections=sum(map(len, found)),
        possible=len(possible),
        queries={item.id: item.query for item in items},
        found=rankings,
        figures=figures,
        gain=_gain(rankings),
    )


def _part(bar: Bar | None, name: str) -> Progress | None:
    return bar(name) if bar else None


def _search(
    workspace: Workspace, items: Sequence[Item], progress: Progress | None
) -> dict[str, dict[str, Ranked]]:
    """The rankings of everything that searches the index, per system and question id."""
    found: dict[str, dict[str, Ranked]] = {OURS: {}, FUSION: {}, VECTORS: {}, KEYWORDS: {}}
    with workspace.current.use() as index:
        plain = PlainSearch(index, workspace.encoder)
        for number, item in enumerate(items, 1):
            hits = workspace.assistant.search(item.query, DEPTH)
            found[OURS][item.id] = ranked([passage_of(hit) for hit in hits], [item.place])
            for system, passages in plain.search(item.query).items():
                found[system][item.id] = ranked(passages, [item.place])
            if progress:
                progress(number, len(items))
    return found


def _figures(values: metrics.Values) -> dict[str, Figure]:
    return {name: intervals.mean(list(values[name].values())) for name in MEASURES}


def _gain(rankings: dict[str, dict[str, Ranked]]) -> dict[str, Figure]:
    ours, plain = (metrics.rank_values(rankings[system], pages=False) for system in (OURS, FUSION))
    return {
        name: intervals.mean([ours[name][key] - value for key, value in plain[name].items()])
        for name in MEASURES
    }
