"""The cache of page images: bounded, shared between processes, never in the way."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.boxes import Box
from corpus.image_cache import ImageCache, image_key
from corpus.page_image import PageImage

ROOT = Path(__file__).parents[2]
END = b"IEND\xaeB`\x82"


def image(size: int = 1_000, width: int = 3) -> PageImage:
    """Something with the beginning and the end of a PNG."""
    head = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + width.to_bytes(4, "big") + (4).to_bytes(4, "big")
    return PageImage(head + b"." * (size - len(head) - len(END)) + END, width, 4)


def use_at(folder: Path, key: str, second: int) -> None:
    os.utime(folder / f"{key}.png", (second, second))


def test_an_image_comes_back_as_it_was(tmp_path: Path) -> None:
    cache = ImageCache(tmp_path / "nog niet gemaakt")
    assert cache.get("a") is None
    cache.put("a", image(width=7))
    assert cache.get("a") == image(width=7)
    assert ImageCache(tmp_path / "nog niet gemaakt").get("a") == image(width=7)


def test_everything_that_changes_the_image_changes_the_key() -> None:
    marks = [Box(1, 2, 3, 4)]
    keys = {
        image_key("a" * 64, 0, marks, 110),
        image_key("b" * 64, 0, marks, 110),
        image_key("a" * 64, 1, marks, 110),
        image_key("a" * 64, 0, [Box(1, 2, 3, 4.1)], 110),
        image_key("a" * 64, 0, [], 110),
        image_key("a" * 64, 0, marks, 111),
    }
    assert len(keys) == 6
    assert image_key("a" * 64, 0, tuple(marks), 110.0) in keys


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    cache = ImageCache(tmp_path, max_bytes=3_000)
    for second, key in enumerate("abc", start=1_000):
        cache.put(key, image())
        use_at(tmp_path, key, second)
    assert cache.get("a") is not None
    cache.put("d", image())
    assert [key for key in "abcd" if cache.get(key)] == ["a", "c", "d"]
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 3_000


def test_an_image_larger_than_the_cache_is_not_kept(tmp_path: Path) -> None:
    cache = ImageCache(tmp_path, max_bytes=500)
    cache.put("a", image(1_000))
    assert list(tmp_path.iterdir()) == []


def test_half_an_image_is_no_image(tmp_path: Path) -> None:
    cache = ImageCache(tmp_path)
    cache.put("a", image())
    (tmp_path / "a.png").write_bytes(image().png[:500])
    assert cache.get("a") is None
    cache.put("a", image())
    assert cache.get("a") == image()


def test_what_a_killed_process_left_is_removed_after_an_hour(tmp_path: Path) -> None:
    old, new = tmp_path / ".a.png.x.tmp", tmp_path / ".b.png.y.tmp"
    old.write_bytes(b"half")
    new.write_bytes(b"half")
    os.utime(old, (1_000, 1_000))
    ImageCache(tmp_path).put("a", image())
    assert (old.exists(), new.exists()) == (False, True)


def test_a_cache_that_cannot_be_written_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("geen map")
    cache = ImageCache(tmp_path / "bestand" / "map")
    cache.put("a", image())
    assert cache.get("a") is None


_PROCESS = """
import sys
from pathlib import Path
from corpus.image_cache import ImageCache
from tests.corpus.test_image_cache import image
cache = ImageCache(Path(sys.argv[1]), max_bytes=20_000)
for number in range(60):
    key = str((number * 7 + int(sys.argv[2])) % 30)
    found = cache.get(key)
    assert found in (None, image()), key
    cache.put(key, image())
"""


@pytest.mark.slow
def test_processes_share_it(tmp_path: Path) -> None:
    folder = tmp_path / "beelden"
    processes = [
        subprocess.Popen([sys.executable, "-c", _PROCESS, str(folder), str(number)], cwd=ROOT)
        for number in range(4)
    ]
    assert [process.wait(60) for process in processes] == [0, 0, 0, 0]
    ImageCache(folder, max_bytes=20_000).put("laatste", image())
    assert sum(path.stat().st_size for path in folder.iterdir()) <= 20_000
    assert all(path.suffix == ".png" for path in folder.iterdir())
