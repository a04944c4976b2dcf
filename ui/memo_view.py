"""Memos as a part of the site: making one, changing every part of it, and getting it as a file."""

from collections.abc import Callable

from assistant.memo.values import MemoFields
from ui import memo_texts as texts
from ui.memo_html import start_html
from ui.memo_routes import ANSWERS, CHECK, FILE, TOPIC, memo_routes
from ui.memo_service import MakeFile, MemoService
from ui.views import View

MOST_BODY = 16_000_000
"""Bytes of a memo, or of the chosen answers, that a browser may send: ``MOST_JSON`` characters of the longest
kind that Dutch text has, twice over."""


def memo_view(
    memos: Callable[[], MemoService], fields: Callable[[], MemoFields], make_file: MakeFile
) -> View:
    """The view ``memo``; nothing is made or opened before somebody asks for it.

    Args:
        memos: whoever makes and checks memos.
        fields: what the form begins with: the operator's fields and the date of today.
        make_file: writes a checked memo in the format with a suffix of ``memo_texts.FORMATS``.
    """
    return View(
        name=texts.NAME,
        title=texts.TITLE,
        html=start_html(),
        routes=memo_routes(memos, fields, make_file),
        posts=dict.fromkeys((TOPIC, ANSWERS, CHECK, FILE), MOST_BODY),
    )
