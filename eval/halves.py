"""The two halves of what the program is measured on: one to choose with, one to report on."""

import hashlib
from enum import StrEnum


class Half(StrEnum):
    """The two halves, the tuning half first."""

    TUNING = "bijstellen"
    REPORTING = "rapporteren"


def half_of(key: str) -> Half:
    """The half of a key: by its hash alone, so adding or removing others changes nothing."""
    even = hashlib.blake2b(key.encode("utf-8"), digest_size=1).digest()[0] % 2 == 0
    return Half.TUNING if even else Half.REPORTING
