"""Settings and the files of an operator become an assistant."""

from pathlib import Path

import pytest

from assistant.assemble import Workspace
from assistant.settings import load_settings
from corpus.errors import DenktankError
from index.glossary import OVERRIDE_NAME
from tests.index.fake_encoder import FakeEncoder

TEXTS = {
    "afval.md": "# Afval\n\nGrof vuil gaat naar de milieustraat. De gemeente haalt het restafval op.\n",
    "loket.md": "# Loket\n\nEen parkeervergunning vraagt u aan bij het loket van de gemeente.\n",
}


def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(load_settings(home=tmp_path / "home", startcorpus=False))
    made.encoder = FakeEncoder()
    return made


@pytest.fixture
def built(tmp_path: Path) -> Workspace:
    """A workspace with an index over two own publications."""
    made = workspace(tmp_path)
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        made.library.add(tmp_path / name)
    made.build_index()
    return made


def test_the_words_of_the_operator_find_what_they_stand_for(built: Workspace, tmp_path: Path) -> None:
    override = built.home / OVERRIDE_NAME
    for word, title in (("milieustraat", "Afval"), ("parkeervergunning", "Loket")):
        override.write_text(f'[gelijk]\nschuurpapieren = ["xyzzyq", "{word}"]\n', encoding="utf-8")
        assert workspace(tmp_path).assistant.search("xyzzyq", 1)[0].title == title


def test_a_glossary_with_an_error_is_one_dutch_line(built: Workspace, tmp_path: Path) -> None:
    (built.home / OVERRIDE_NAME).write_text("[gelijk]\nraad = 3\n", encoding="utf-8")
    with pytest.raises(DenktankError, match="regel 2") as caught:
        _ = workspace(tmp_path).assistant
    assert OVERRIDE_NAME in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_reranker_that_is_not_there_is_one_dutch_line(
    built: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DENKTANK_RERANKER", str(tmp_path / "weg"))
    with pytest.raises(DenktankError, match="DENKTANK_RERANKER") as caught:
        workspace(tmp_path).assistant.search("loket", 1)
    assert "\n" not in str(caught.value)
    monkeypatch.setenv("DENKTANK_RERANKER", "  ")
    assert workspace(tmp_path).assistant.search("loket", 1)[0].title == "Loket"
