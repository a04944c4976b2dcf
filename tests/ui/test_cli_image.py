"""``denktank corpus show --image`` as its users meet it."""

import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.corpus.make_pdf import make_pdf
from tests.ui.test_cli import denktank

LINES = [(20.0, "De raad"), (11.0, "De raad stelt de agenda vast."), (11.0, "Daarna volgt een gesprek.")]


@pytest.fixture
def run(  # type: ignore[no-untyped-def]
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    """Run a command in a folder with a library of one PDF of two pages and one text."""
    monkeypatch.chdir(tmp_path)
    Path("raad.pdf").write_bytes(make_pdf([LINES, LINES]))
    Path("nota.txt").write_text("Een nota.\n", encoding="utf-8")
    denktank("corpus", "add", "raad.pdf", "nota.txt", monkeypatch=monkeypatch, capsys=capsys)
    return lambda *arguments: denktank("corpus", "show", *arguments, monkeypatch=monkeypatch, capsys=capsys)


def yellow_pixels(path: str) -> int:
    colours = Image.open(path).convert("RGB").getcolors(1_000_000) or []
    return sum(count for count, colour in colours if colour == (255, 235, 59))


def test_a_page_becomes_an_image(run) -> None:  # type: ignore[no-untyped-def]
    code, out, err = run("raad", "--page", "2", "--image", "uit.png")
    assert (code, out) == (0, "")
    assert err.startswith("uit.png: Bladzijde 2 van ‘")
    assert Image.open("uit.png").size == (909, 1286)
    assert yellow_pixels("uit.png") == 0


def test_a_quotation_is_marked_whatever_its_white_space(run) -> None:  # type: ignore[no-untyped-def]
    code, _, err = run(
        "raad", "--page", "1", "--image", "uit.png", "--mark", "stelt  de\nagenda vast. Daarna"
    )
    assert code == 0
    assert "Gemarkeerd is: ‘stelt de agenda vast." in err
    assert yellow_pixels("uit.png") > 1_000


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("raad", "--image", "uit.png"), "--page 1"),
        (("raad", "--page", "3", "--image", "uit.png"), "Bladzijde 3 bestaat niet"),
        (("raad", "--page", "1", "--image", "uit.jpg"), ".png"),
        (("raad", "--page", "1", "--image", "uit"), ".png"),
        (("raad", "--page", "1", "--image", "weg/uit.png"), "bestaat niet"),
        (("raad", "--page", "1", "--image", "uit.png", "--mark", "iets anders"), "denktank corpus show raad"),
        (("raad", "--page", "1", "--image", "uit.png", "--mark", " "), "niet zo op bladzijde 1"),
        (("raad", "--page", "1", "--mark", "raad"), "--image"),
        (("raad", "--page", "1", "--force"), "--image"),
        (("nota", "--image", "uit.png"), "alleen een pdf-bestand heeft bladzijden"),
        (("weg", "--image", "uit.png"), "sleutel"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_one_line(  # type: ignore[no-untyped-def]
    run, arguments: tuple[str, ...], says: str
) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (1, "")
    assert says in err
    assert len(err.splitlines()) == 1
    assert not list(Path.cwd().glob("*.png"))


def test_an_existing_file_is_only_replaced_when_asked(run) -> None:  # type: ignore[no-untyped-def]
    Path("uit.png").write_text("van mij")
    code, _, err = run("raad", "--page", "1", "--image", "uit.png")
    assert code == 1
    assert "--force" in err
    assert Path("uit.png").read_text() == "van mij"
    code, _, _ = run("raad", "--page", "1", "--image", "uit.png", "--force")
    assert code == 0
    assert Image.open("uit.png").format == "PNG"


def test_a_folder_is_never_replaced(run) -> None:  # type: ignore[no-untyped-def]
    Path("map.png").mkdir()
    code, _, err = run("raad", "--page", "1", "--image", "map.png", "--force")
    assert code == 1
    assert "is een map" in err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows heeft geen umask")
def test_an_image_gets_the_rights_of_any_new_file(run) -> None:  # type: ignore[no-untyped-def]
    run("raad", "--page", "1", "--image", "uit.png")
    Path("gewoon").touch()
    assert Path("uit.png").stat().st_mode == Path("gewoon").stat().st_mode
