"""Hiding colour profiles: only profiles for CMYK are blanked out, wherever reading starts."""

import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.pdf import profiles as pdf_profiles
from corpus.pdf.profiles import ProfilesHidden, find_profiles

PROFILE = b"\x00" * 16 + b"CMYKLab " + b"\x00" * 12 + b"acsp" + bytes(range(256)) * 8


def stream(data: bytes, dictionary: bytes, compress: bool = True) -> bytes:
    packed = zlib.compress(data) if compress else data
    kept = b"/Filter/FlateDecode" if compress else b""
    return b"7 0 obj\n<</Length %d%s%s>>\nstream\n%s\nendstream\nendobj\n" % (
        len(packed),
        kept,
        dictionary,
        packed,
    )


def data_of(file: bytes) -> bytes:
    start = file.index(b"stream\n") + len(b"stream\n")
    return file[start : file.index(b"\nendstream")]


@pytest.mark.parametrize("compress", [True, False])
def test_a_cmyk_profile_is_blanked_out_and_no_byte_moves(compress: bool) -> None:
    file = b"%PDF-1.7\n" + stream(PROFILE, b"/N 4", compress) + b"%%EOF"
    blank = hidden(file)
    assert len(blank) == len(file)
    assert data_of(blank)[:40] == bytes(40)
    assert data_of(blank)[40:] == data_of(file)[40:]
    assert blank.replace(data_of(blank), b"") == file.replace(data_of(file), b"")


def hidden(file: bytes) -> bytes:
    source = io.BytesIO(file)
    reading = ProfilesHidden(source, find_profiles(source))
    reading.seek(0)
    return reading.read()


@pytest.mark.parametrize(
    ("data", "dictionary"),
    [
        (PROFILE.replace(b"CMYK", b"RGB "), b"/N 3"),
        (PROFILE.replace(b"CMYK", b"GRAY"), b"/N 4"),
        (b"12 0 13 40 <</A 1>> <</B 2>>" * 9, b"/Type/ObjStm/N 4/First 12"),
        (b"", b"/N 4"),
        (PROFILE, b"/N 40"),
    ],
)
def test_other_streams_stay_as_they_are(data: bytes, dictionary: bytes) -> None:
    file = b"%PDF-1.7\n" + stream(data, dictionary)
    assert hidden(file) == file


@given(cuts=st.lists(st.integers(1, 300), max_size=40), before=st.integers(0, 90))
def test_reading_in_pieces_gives_the_same(cuts: list[int], before: int) -> None:
    file = bytes(before) + stream(PROFILE, b"/N 4") + stream(PROFILE, b"/N 4", compress=False)
    source = io.BytesIO(file)
    reading = ProfilesHidden(source, find_profiles(source))
    reading.seek(0)
    pieces = bytearray()
    for cut in cuts:
        buffer = bytearray(cut)
        pieces += buffer[: reading.readinto(buffer)]
    pieces += reading.read()
    assert bytes(pieces) == hidden(file)
    assert len(find_profiles(source)) == 2


@pytest.mark.parametrize("before", range(900, 1_100, 7))
def test_a_profile_is_found_across_the_pieces_in_which_a_file_is_searched(
    before: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_profiles, "_CHUNK", 1_024)
    file = bytes(before) + stream(PROFILE, b"/N 4")
    assert find_profiles(io.BytesIO(file)) == (file.index(b"stream\n") + 7,)
