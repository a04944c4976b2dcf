"""The settings, all read from ``DENKTANK_*`` variables; constants here name their measurement."""

from pathlib import Path
from typing import Annotated, Any

from platformdirs import user_cache_path, user_data_path
from pydantic import Field, SecretStr, StringConstraints, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import DenktankError
from corpus.read_options import MAX_PAGES

APP = "denktank-assistent"
DEFAULT_CONTACT = "denktank@vng.nl"
DEFAULT_CONTACT_YEAR = "2017"
"""The year of the web page that names the default address."""


class Settings(BaseSettings):
    """What an operator can set; README describes each."""

    model_config = SettingsConfigDict(
        env_prefix="DENKTANK_", extra="ignore", frozen=True, env_ignore_empty=True
    )

    home: Path = Field(default_factory=lambda: user_data_path(APP, appauthor=False))
    cache_dir: Path = Field(default_factory=lambda: user_cache_path(APP, appauthor=False))
    startcorpus: bool = True
    max_file_mb: float = Field(default=100.0, gt=0)
    max_pages: int = Field(default=MAX_PAGES, ge=1)
    max_read_minutes: float = Field(default=60.0, gt=0)
    max_read_mb: int = Field(default=2000, ge=200)
    """Memory for reading one file."""
    library_read_only: bool = False
    """Whether the site only shows the library; the command line always changes it."""

    embedding_model: str = Field(default="ingebouwd", min_length=1)
    embedding_query_prompt: str | None = None
    embedding_passage_prompt: str | None = None
    reranker: Annotated[str, StringConstraints(strip_whitespace=True)] = ""
    """A cross-encoder to rank the found passages again, by folder or by name on the hub; empty for none."""

    chat_model: Annotated[str, StringConstraints(strip_whitespace=True)] = ""
    """The chat model that writes answers, as ``provider:name``; empty for none."""
    chat_base_url: Annotated[str, StringConstraints(strip_whitespace=True)] = ""
    """The address of its server; empty for the provider's own."""
    chat_api_key: SecretStr | None = None
    chat_key_file: Path | None = None
    """A file with the key, for who keeps it out of the environment."""
    chat_timeout: float = Field(default=120.0, ge=1, le=3600)
    """Seconds for an answer of the model; set by hand for a small model without a graphics card."""
    chat_window: int = Field(default=8192, ge=2048)
    """Tokens that the model reads and writes together; set by hand to what small models have."""
    chat_max_tokens: int = Field(default=1500, ge=100)
    """Tokens that the model may write, thinking included; set by hand at some 1000 words."""
    chat_allow_http: bool = False
    """Whether a connection to another machine may go without encryption."""

    contact: str = DEFAULT_CONTACT
    contact_date: str | None = None
    """The year in which an address is known to have worked; see ``contact_year``."""

    mail_host: Annotated[str, StringConstraints(strip_whitespace=True)] = ""
    """The IMAP server of the mailbox of which mails are answered."""
    mail_port: int = Field(default=993, ge=1, le=65535)
    mail_user: Annotated[str, StringConstraints(strip_whitespace=True)] = ""
    mail_password: SecretStr | None = None
    mail_password_file: Path | None = None
    """A file with the password, for who keeps it out of the environment."""
    mail_folder: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)] = "INBOX"
    mail_drafts: Annotated[str, StringConstraints(strip_whitespace=True)] = ""
    """The folder for drafts; empty to look for it."""
    mail_ca_file: Path | None = None
    """The authorities to trust for the certificate of the server, instead of those of the system."""
    mail_from: Annotated[str, StringConstraints(strip_whitespace=True)] = ""
    """Whom a reply is from, as an address with or without a name; empty to leave that to the mail program."""

    feedback: bool = False
    """Whether visitors may say what they think of an answer, which is kept in a file in ``home``."""

    port: int = Field(default=7860, ge=1, le=65535)

    passages_per_answer: int = Field(default=12, ge=1, le=100)
    max_sentences: int = Field(default=6, ge=1, le=20)

    @property
    def contact_year(self) -> str:
        """The year to tell with the contact: as set, and otherwise only for the default address."""
        if self.contact_date is not None:
            return self.contact_date
        return DEFAULT_CONTACT_YEAR if self.contact == DEFAULT_CONTACT else ""


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
