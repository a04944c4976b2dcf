"""Loading a model for the library sentence-transformers: from a folder, or by its name on the hub."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from corpus.errors import DenktankError
from index.text_encoder import wait_patiently

Model = TypeVar("Model")

_PATIENCE = 10.0


def folder_of(model: str) -> Path | None:
    """The folder that a setting names; ``None`` where it is a name on the hub."""
    path = Path(model).expanduser()
    return path if path.is_dir() or path.is_absolute() or model.startswith(".") else None


def load_pretrained(
    load: Callable[[bool], Model], source: str, *, local: bool, organization: str, explanation: str
) -> Model:
    """A model from its folder or the cache of the hub, and otherwise fetched in one short attempt.

    Args:
        load: loads it; its argument forbids the network.
        source: the folder, or the name on the hub.
        local: forbids the network altogether.
        organization: whose models on the hub go by a name without a slash.
        explanation: the Dutch line for whoever has no such model.

    Raises:
        DenktankError: the model is not there, is damaged, or cannot be fetched.
    """
    wait_patiently()
    from huggingface_hub import HfApi

    _silence_libraries()
    try:
        return load(True)
    except Exception as error:  # any library below may fail in its own way; the user gets one line
        if local:
            raise DenktankError(explanation) from error
    try:
        # One short attempt: without internet, loading tries again for over a minute.
        HfApi().model_info(source if "/" in source else f"{organization}/{source}", timeout=_PATIENCE)
        return load(False)
    except Exception as error:  # any library below, and any network, may fail in its own way; one line again
        raise DenktankError(explanation) from error


def _silence_libraries() -> None:
    """No progress bars and no English warnings between the lines the user reads."""
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    for library in ("transformers", "sentence_transformers", "huggingface_hub"):
        logging.getLogger(library).setLevel(logging.ERROR)
