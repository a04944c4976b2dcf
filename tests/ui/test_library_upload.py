"""Whatever a browser calls a file, its name here is the name of a file and of nothing else."""

from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import DenktankError
from ui.library_upload import safe_name


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("gids.pdf", "gids.pdf"),
        ("Jaarverslag 2018 (définitief).docx", "Jaarverslag 2018 (définitief).docx"),
        ("../../x.pdf", "x.pdf"),
        ("..\\..\\x.pdf", "x.pdf"),
        ("C:\\Documenten\\x.pdf", "x.pdf"),
        ("/etc/passwd", "passwd"),
        ("C:x.pdf", "C-x.pdf"),
        ("<img src=x onerror=alert(1)>.pdf", "-img src=x onerror=alert(1)-.pdf"),
        ("a\x00b\nc.pdf", "ab c.pdf"),
        ("verslag\u202efdp.exe", "verslagfdp.exe"),
        (" x.pdf. ", "x.pdf"),
        (".verborgen.pdf", "verborgen.pdf"),
        ("con.pdf", "_con.pdf"),
        ("NUL", "_NUL"),
    ],
)
def test_a_name_keeps_what_can_stay(told: str, name: str) -> None:
    assert safe_name(told) == name


@pytest.mark.parametrize("told", ["", "..", "a/", "\x00", " . . ", "x." + "y" * 300])
def test_a_name_of_which_nothing_is_left_is_refused(told: str) -> None:
    with pytest.raises(DenktankError, match="geen naam"):
        safe_name(told)


@given(st.text(max_size=400))
def test_any_name_is_one_part_of_a_path_and_short_enough(told: str) -> None:
    try:
        name = safe_name(told)
    except DenktankError:
        return
    assert PurePosixPath(name).name == PureWindowsPath(name).name == name
    assert name not in (".", "..")
    assert name.isprintable() or not any(ord(character) < 32 for character in name)
    assert len(name.encode()) <= 200


@given(st.text(alphabet="aé€😀. ", min_size=1, max_size=400))
def test_a_long_name_keeps_its_suffix(stem: str) -> None:
    assert safe_name(f"x{stem}x.pdf").endswith(".pdf")
