"""What the work on the library is at, as plain values."""

from dataclasses import dataclass
from enum import Enum, auto


class Stage(Enum):
    """How far a file or the index is."""

    WAITING = auto()
    BUSY = auto()
    DONE = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class FileWork:
    """One file: ``done`` of ``total`` pages are read, and ``lines`` say how it ended."""

    number: int
    name: str
    stage: Stage = Stage.WAITING
    done: int = 0
    total: int = 0
    lines: tuple[str, ...] = ()
    ended: float = 0.0


@dataclass(frozen=True, slots=True)
class IndexWork:
    """The index: ``done`` of ``total`` texts have a vector, and ``line`` says how it stands."""

    stage: Stage
    line: str
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything at one moment; ``version`` changes with the library and with the index in use."""

    files: tuple[FileWork, ...]
    index: IndexWork | None
    version: int

    @property
    def busy(self) -> bool:
        """Whether there will be more to tell without anybody doing something."""
        going = (Stage.WAITING, Stage.BUSY)
        return any(file.stage in going for file in self.files) or (
            self.index is not None and self.index.stage in going
        )
