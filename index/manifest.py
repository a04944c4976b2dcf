"""What built an index generation, written beside it, and whether that still fits the settings."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from corpus import read
from corpus.errors import DenktankError
from corpus.files import write_atomically
from index import chunking, keywords

FORMAT = 6
REBUILD = "Bouw de index met: denktank index build"


@dataclass(frozen=True, slots=True)
class Manifest:
    """Identity and content of a generation.

    ``publications`` maps key to fingerprint in the library.
    """

    format: int
    model: str
    model_name: str
    reader: int
    chunking: str
    keywords: str
    built: str
    publications: dict[str, str]
    chunks: int
    sentences: int

    def differences(self, other: "Manifest") -> list[str]:
        """In Dutch, which settings differ between this manifest and another."""
        pairs = [
            ("de opmaak van de index", str(self.format), str(other.format)),
            ("het vectormodel", self.model, other.model),
            ("het lezen van bestanden", str(self.reader), str(other.reader)),
            ("het verdelen in stukken", self.chunking, other.chunking),
            ("de trefwoorden", self.keywords, other.keywords),
        ]
        return [what for what, mine, theirs in pairs if mine != theirs]


def describe(
    model: str,
    model_name: str,
    built: str,
    publications: dict[str, str],
    chunks: int = 0,
    sentences: int = 0,
) -> Manifest:
    """The manifest of an index built by this program with this model."""
    return Manifest(
        format=FORMAT,
        model=model,
        model_name=model_name,
        reader=read.READER_VERSION,
        chunking=chunking.identity(),
        keywords=keywords.identity(),
        built=built,
        publications=publications,
        chunks=chunks,
        sentences=sentences,
    )


_ADAPTER = TypeAdapter(Manifest)


def save(manifest: Manifest, folder: Path) -> None:
    """Write the manifest of a generation."""
    write_atomically(folder / "manifest.json", _ADAPTER.dump_json(manifest, indent=1))


@contextmanager
def named_damage() -> Iterator[None]:
    """Turn whatever goes wrong while the files of an index are opened into one Dutch line."""
    try:
        yield
    except DenktankError:
        raise
    except Exception as error:
        raise DenktankError(f"De index is beschadigd. {REBUILD}") from error


def load(folder: Path) -> Manifest:
    """Read the manifest of a generation.

    Raises:
        DenktankError: it is missing, damaged or from another version of the program.
    """
    try:
        return _ADAPTER.validate_json((folder / "manifest.json").read_bytes())
    except (OSError, ValidationError) as error:
        raise DenktankError(
            f"De index is niet te lezen (beschadigd of van een andere versie). {REBUILD}"
        ) from error
