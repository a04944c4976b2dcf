"""Mails as a part of the site: reading one, and drafting the reply that a person changes and sends."""

from collections.abc import Callable

from assistant.mail.letter import MOST_BYTES
from ui import mail_texts as texts
from ui.mail_html import start_html
from ui.mail_routes import AGAIN, CHECK, FILE, READ, mail_routes
from ui.mail_service import FindSources, ReplyService
from ui.views import View

MOST_BODY = 4_000_000
"""Bytes of a draft that a browser may send: ``MOST_JSON`` characters of the longest kind that Dutch text has,
twice over."""


def mail_view(
    replies: Callable[[], ReplyService],
    find_sources: FindSources,
    sender: Callable[[], str],
    status_line: str = "",
) -> View:
    """The view ``mail``; nothing is made or opened before somebody asks for it.

    Args:
        replies: whoever drafts and checks replies.
        find_sources: sentences that could be added as a source.
        sender: whom a draft is from, empty to leave that to the mail program.
        status_line: the Dutch line about where text goes, as on the first screen.
    """
    return View(
        name=texts.NAME,
        title=texts.TITLE,
        html=start_html(status_line),
        routes=mail_routes(replies, find_sources, sender),
        posts={READ: MOST_BYTES, **dict.fromkeys((AGAIN, CHECK, FILE), MOST_BODY)},
    )
