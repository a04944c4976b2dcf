"""``denktank chat``: the site at once, and what the chat needs in the background."""

import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

from corpus.errors import DenktankError
from ui import readiness_texts
from ui.cli_index import ensure_index, warn_if_stale
from ui.prepared import PreparedAssistant
from ui.readiness import Readiness, Stage
from ui.readiness_routes import library_line

if TYPE_CHECKING:
    from assistant.assemble import Workspace
    from ui.views import View


def serve_chat(place: "Workspace", listening: socket.socket, open_browser: bool) -> None:
    """Serve the chat on a listening socket until interrupted.

    Nothing that is wrong with the library, the index or a model stops it: the page says what to do.
    """
    readiness = Readiness(place, _prepare_index)
    try:
        status_line = place.assistant.destination_line
    except DenktankError as error:
        readiness.give_up(_what_fails(place), error)
        status_line = readiness_texts.NOTHING_LEAVES
    else:
        readiness.start()
    from ui.app import build_app, serve
    from ui.feedback import FILE_NAME, Feedback
    from ui.library_view import library_view
    from ui.route_view import route_view
    from ui.source_routes import WorkspaceSources

    site = build_app(
        PreparedAssistant(lambda: place.assistant, readiness.check),
        status_line,
        writes=bool(place.settings.chat_model),
        views=[route_view(place), _memo_view(place), _mail_view(place, status_line), library_view(place)],
        sources=WorkspaceSources(place),
        opinions=Feedback(place.home / FILE_NAME) if place.settings.feedback else None,
        state=readiness.state,
        library=lambda: _library(place),
    )
    serve(site, listening, open_browser, readiness.served_at)


def _memo_view(place: "Workspace") -> "View":
    """The memos of this user, in the style of the operator."""
    from assistant.memo.files import MemoFormat, load_style, memo_file
    from assistant.memo.values import Memo, MemoFields
    from ui.memo_view import memo_view
    from ui.today import today

    def fields() -> MemoFields:
        return load_style(place.home).filled(MemoFields("", date=today()))

    def make_file(memo: Memo, suffix: str, quotes: bool) -> bytes:
        form = MemoFormat(suffix)
        return memo_file(memo, form, quotes, load_style(place.home).reference(form))

    return memo_view(lambda: place.memos, fields, make_file)


def _mail_view(place: "Workspace", status_line: str) -> "View":
    """The drafts of replies to mails."""
    from ui.mail_view import mail_view

    return mail_view(
        lambda: place.replies,
        lambda words: place.memos.sources_for(words),
        lambda: place.settings.mail_from,
        status_line,
    )


def _what_fails(place: "Workspace") -> Stage:
    """Why there is no assistant: its chat model, or a setting file of the operator."""
    from assistant.chat_model import chat_model_spec, make_chat_model
    from assistant.destination import destination

    try:
        spec = chat_model_spec(place.settings)
        if spec is not None:
            destination(spec)
            make_chat_model(spec)
    except DenktankError:
        return Stage.NO_CHAT_MODEL
    return Stage.WRONG_SETTING


def _prepare_index(place: "Workspace", told: Callable[[int, int], None]) -> None:
    ensure_index(place, told)
    warn_if_stale(place)


def _library(place: "Workspace") -> str:
    try:
        return library_line(place.library.entries())
    except DenktankError:
        return ""  # what is wrong with the library is told where it is asked
