"""The libraries that only measuring needs, and whether they are there."""

from collections.abc import Iterable
from importlib.util import find_spec

from corpus.errors import DenktankError

MEASURING = {"ir_measures": "ir_measures", "scipy": "scipy"}
CHAIN = {"langchain_text_splitters": "langchain-text-splitters"}
REPORT = {"jinja2": "Jinja2", "matplotlib": "matplotlib"}


def require(*groups: dict[str, str]) -> None:
    """Refuse to start without them.

    Args:
        groups: module name to the name of its package.

    Raises:
        DenktankError: one of them is not installed.
    """
    missing = sorted(set(_missing(groups)))
    if missing:
        raise DenktankError(
            f"Voor meten is meer nodig dan geïnstalleerd is ({', '.join(missing)} ontbreekt). "
            "Installeer het met: pip install -e '.[eval]'"
        )


def _missing(groups: Iterable[dict[str, str]]) -> Iterable[str]:
    return (package for group in groups for module, package in group.items() if find_spec(module) is None)
