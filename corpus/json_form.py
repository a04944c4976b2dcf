"""Contents and publications as JSON, the packed boxes of characters in base64."""

from pydantic import ConfigDict, RootModel
from pydantic_core import to_json

from corpus.compose import Content
from corpus.publication import Publication


class _Content(RootModel[Content]):
    model_config = ConfigDict(val_json_bytes="base64")


class _Publication(RootModel[Publication]):
    model_config = ConfigDict(val_json_bytes="base64")


def dump(value: Content | Publication) -> bytes:
    """The JSON of a value.

    Raises:
        ValueError: a text in it has half a character (a lone surrogate).
    """
    return to_json(value, bytes_mode="base64")


def load_content(data: bytes) -> Content:
    """The content that ``dump`` wrote.

    Raises:
        ValueError: it wrote something else.
    """
    return _Content.model_validate_json(data).root


def load_publication(data: bytes) -> Publication:
    """The publication that ``dump`` wrote.

    Raises:
        ValueError: it wrote something else.
    """
    return _Publication.model_validate_json(data).root
