"""A build that is interrupted or killed leaves the former index."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.library import Library
from index.build import build
from index.generation import Generations
from tests.index.built_index import NEW, in_use, opened, titles
from tests.index.conftest import write_texts
from tests.index.fake_encoder import FakeEncoder

ROOT = Path(__file__).parents[2]


def test_an_interrupted_build_leaves_the_former_index(
    library: Library, built: Generations, encoder: FakeEncoder, tmp_path: Path
) -> None:
    former = in_use(built)
    for path in write_texts(tmp_path / "files", {"een.txt": "Een zin erbij.", "twee.txt": "Nog een zin."}):
        library.add(path)
    with pytest.raises(KeyboardInterrupt):
        build(library, built, FakeEncoder(fail_after=2))
    assert in_use(built) == former
    assert [path.name for path in built.root.glob("generation-*")] == [former.name]
    index = opened(built, encoder)
    assert titles(index, encoder, "parkeervergunning")[0] == "Parkeren"
    index.close()
    build(library, built, encoder)
    assert in_use(built) != former


_STALL = """
import sys, time
from pathlib import Path
from corpus.library import Library
from index import build as building
from index.generation import Generations
from tests.index.fake_encoder import FakeEncoder

def stall(*_):
    print("bezig", flush=True)
    time.sleep(60)

class Stalling(FakeEncoder):
    def encode_passages(self, texts, progress=None):
        if sys.argv[2] == "encoding":
            return super().encode_passages(texts, stall)
        return super().encode_passages(texts, progress)

if sys.argv[2] == "saving":
    building.manifests.save = stall
home = Path(sys.argv[1])
library = Library(home, 1_000_000, with_startcorpus=False)
building.build(library, Generations(home / "index"), Stalling())
"""


@pytest.mark.parametrize("moment", ["encoding", "saving"])
def test_a_killed_build_does_no_harm(
    library: Library, built: Generations, encoder: FakeEncoder, tmp_path: Path, moment: str
) -> None:
    former = in_use(built)
    (path,) = write_texts(tmp_path / "files", NEW)
    library.add(path)
    process = subprocess.Popen(
        [sys.executable, "-c", _STALL, str(tmp_path / "home"), moment],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "bezig\n"
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert len(list(built.root.glob("generation-*"))) == 2
    assert in_use(built) == former
    index = opened(built, encoder)
    assert titles(index, encoder, "parkeervergunning")[0] == "Parkeren"
    index.close()
    build(library, built, encoder)
    index = opened(built, encoder)
    assert titles(index, encoder, "boom kappen")[0] == "Bomen"
    index.close()
    assert [path.name for path in built.root.glob("generation-*")] == [in_use(built).name]
