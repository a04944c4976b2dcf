"""The only place where settings become objects."""

from email.utils import getaddresses
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.ask import Assistant
from assistant.chat_model import chat_model_spec, make_chat_model
from assistant.destination import destination
from assistant.page_images import PageImages
from assistant.reading import Reading
from assistant.settings import Settings
from assistant.wording import contact_line
from corpus.errors import DenktankError
from corpus.image_cache import ImageCache
from corpus.library import Library
from corpus.read_options import ReadOptions
from corpus.structure.kind_rules import load_rules
from corpus.worker import Limits
from index import manifest as manifests
from index.build import Progress, build
from index.embeddings import TextEncoder, make_embeddings
from index.generation import Generations
from index.glossary import load_glossary
from index.manifest import Manifest
from index.opened import CurrentIndex, OpenIndex
from index.reranker import make_reranker

if TYPE_CHECKING:
    from assistant.generate import Writer
    from assistant.mail.replying import Replies
    from assistant.memo.service import Memos


class Workspace:
    """Library, index, model and assistant as the settings ask for; each made when first needed."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def library(self) -> Library:
        """The user's collection, with the startcorpus unless it is switched off."""
        return Library(
            home=self.home,
            max_file_bytes=int(self.settings.max_file_mb * 1_000_000),
            with_startcorpus=self.settings.startcorpus,
            options=ReadOptions(max_pages=self.settings.max_pages),
            limits=Limits(
                memory_mb=self.settings.max_read_mb,
                file_seconds=self.settings.max_read_minutes * 60,
            ),
            rules=load_rules(self.home),
        )

    @cached_property
    def generations(self) -> Generations:
        """The generations of the index."""
        return Generations(self.home / "index")

    @cached_property
    def encoder(self) -> TextEncoder:
        """The embedding model."""
        return make_embeddings(
            model=self.settings.embedding_model,
            cache_dir=self.cache_dir,
            query_prompt=self.settings.embedding_query_prompt,
            passage_prompt=self.settings.embedding_passage_prompt,
        )

    @cached_property
    def current(self) -> CurrentIndex:
        """The index in use."""
        return CurrentIndex(self.generations, self.encoder)

    @cached_property
    def assistant(self) -> Assistant:
        """The assistant over the index in use.

        Raises:
            DenktankError: the operator's ``begrippen.toml`` is no glossary, or the chat model cannot be used.
        """
        return Assistant(
            current=self.current,
            encoder=self.encoder,
            contact=self.settings.contact,
            contact_date=self.settings.contact_year,
            passages=self.settings.passages_per_answer,
            most_sentences=self.settings.max_sentences,
            glossary=load_glossary(self.home),
            reranker=make_reranker(self.settings.reranker),
            writer=self._writer,
        )

    @cached_property
    def memos(self) -> "Memos":
        """Memos over the index in use.

        Raises:
            DenktankError: as for the assistant.
        """
        from assistant.memo.service import Memos

        return Memos(self.current, self.encoder, self.assistant.lookup, self._writer)

    @cached_property
    def replies(self) -> "Replies":
        """Replies to mails over the index in use.

        Raises:
            DenktankError: as for the assistant.
        """
        from assistant.mail.replying import Replies

        contact = self.settings.contact
        return Replies(self.assistant, self.current, self.encoder, contact, self.own_addresses)

    @property
    def own_addresses(self) -> tuple[str, ...]:
        """The addresses of the mailbox that is answered, as far as the settings tell."""
        named = (address for _, address in getaddresses([self.settings.mail_from]))
        return tuple(address for address in (self.settings.mail_user, *named) if "@" in address)

    @cached_property
    def _writer(self) -> "Writer | None":
        spec = chat_model_spec(self.settings)
        if spec is None:
            return None
        from assistant.generate import Writer
        from assistant.model_stream import Limits

        return Writer(
            model=make_chat_model(spec),
            name=spec.model,
            destination=destination(spec),
            limits=Limits.within(spec.timeout),
            reads=spec.reads,
            encoder=self.encoder,
            contact=contact_line(self.settings.contact, self.settings.contact_year),
        )

    @cached_property
    def page_images(self) -> PageImages:
        """Drawn pages of the library, kept in the cache folder."""
        return PageImages(self.library, self.current, ImageCache(self.cache_dir / "page-images"))

    @cached_property
    def reading(self) -> Reading:
        """The publications in the index in use, to read."""
        return Reading(self.current)

    @property
    def cache_dir(self) -> Path:
        """The folder with what can be made again."""
        return self.settings.cache_dir.expanduser().absolute()

    @property
    def home(self) -> Path:
        """The folder with everything that is the user's own."""
        return self.settings.home.expanduser().absolute()

    def library_has_changed(self) -> bool:
        """Whether the library holds other texts than the index in use was built over."""
        folder = self.generations.current()
        return folder is not None and manifests.load(folder).publications != self.library.fingerprints()

    def index_is_up_to_date(self) -> bool:
        """Whether a build would give the index that is already in use."""
        folder = self.generations.current()
        if folder is None:
            return False
        try:
            built = manifests.load(folder)
        except DenktankError:
            return False
        if built.publications != self.library.fingerprints():
            return False
        try:
            OpenIndex(folder, self.encoder).close()  # other settings, or damaged: a build mends both
        except (DenktankError, FileNotFoundError):
            return False
        return True

    def build_index(self, progress: Progress | None = None) -> Manifest:
        """Build the index over the library."""
        return build(self.library, self.generations, self.encoder, progress)
