"""A workspace with the made-up guide of ``tests/documents`` and a text without pages, both indexed."""

from pathlib import Path

from assistant.assemble import Workspace
from assistant.settings import load_settings
from tests.index.fake_encoder import FakeEncoder

GUIDE = "gids"
NOTE = "nota"
_NOTE_TEXT = (
    "# Nota\n\nDeze nota heeft geen bladzijden.\n\n## Zwembad\n\nHet zwembad gaat om acht uur open.\n\n"
    + "".join(
        f"## Punt {number}\n\n{'De gemeente doet iets voor de inwoners. ' * 60}\n\n" for number in range(8)
    )
)


def guide_workspace(folder: Path) -> Workspace:
    """The workspace; its index is made with a model of word counts."""
    workspace = Workspace(load_settings(home=folder / "home", cache_dir=folder / "cache", startcorpus=False))
    workspace.encoder = FakeEncoder()
    note = folder / f"{NOTE}.md"
    note.write_text(_NOTE_TEXT, encoding="utf-8")
    for path in (note, Path(__file__).parents[1] / "documents" / f"{GUIDE}.pdf"):
        workspace.library.add(path)
    workspace.build_index()
    return workspace
