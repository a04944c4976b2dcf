"""The settings, all read from ``DENKTANK_*`` variables; constants here name their measurement."""

from pathlib import Path
from typing import Any

from platformdirs import user_cache_path, user_data_path
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import DenktankError

APP = "denktank-assistent"


class Settings(BaseSettings):
    """What an operator can set; README describes each."""

    model_config = SettingsConfigDict(env_prefix="DENKTANK_", extra="ignore", frozen=True)

    home: Path = Field(default_factory=lambda: user_data_path(APP, appauthor=False))
    cache_dir: Path = Field(default_factory=lambda: user_cache_path(APP, appauthor=False))
    startcorpus: bool = True
    max_file_mb: float = Field(default=100.0, gt=0)

    embedding_model: str = Field(default="ingebouwd", min_length=1)
    embedding_query_prompt: str | None = None
    embedding_passage_prompt: str | None = None

    contact: str = "denktank@vng.nl"
    contact_date: str = "2017"
    """The year in which the default address is known to have worked; empty for one's own address."""

    port: int = Field(default=7860, ge=1, le=65535)

    passages_per_answer: int = Field(default=12, ge=1, le=100)
    max_sentences: int = Field(default=6, ge=1, le=20)


def load_settings(**overrides: Any) -> Settings:
    """The settings from the environment.

    Raises:
        DenktankError: a variable has a value it cannot have.
    """
    try:
        return Settings(**overrides)
    except ValidationError as error:
        wrong = error.errors()[0]
        name = "DENKTANK_" + str(wrong["loc"][0]).upper()
        raise DenktankError(
            f"De instelling {name} heeft een waarde die niet kan: {wrong['input']!r}. "
            "Kijk in README.md onder 'Instellingen' wat wel kan."
        ) from error
