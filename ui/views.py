"""The parts of the site beside the chat, each with its name in the address, its page and its routes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fastapi import APIRouter

from ui import texts
from ui.escaping import escape

CHAT = "gesprek"
"""The name of the chat in the address, which is the first part."""


@dataclass(frozen=True, slots=True)
class View:
    """A part of the site.

    ``name`` stands after the ``#`` of the address and ``title`` in the navigation; ``html`` is how it begins
    and ``routes`` are what its script asks for, all under ``/denktank/``. ``posts`` are the paths of those
    that change something, with the most bytes that a request may have.
    """

    name: str
    title: str
    html: str
    routes: APIRouter
    posts: Mapping[str, int] = field(default_factory=dict)


def header_html(views: Sequence[View]) -> str:
    """The top of every page: the way past it, the name, and the navigation where there is a choice."""
    names = [(CHAT, texts.CHAT_VIEW), *((view.name, view.title) for view in views)]
    links = "".join(f'<li><a href="#{escape(name)}">{escape(title)}</a></li>' for name, title in names)
    nav = f'<nav id="views" aria-label="{texts.VIEWS}"><ul>{links}</ul></nav>' if views else ""
    return (
        f'<div id="top"><a class="skip" href="#work">{texts.SKIP}</a>'
        f"<header><h1>{texts.TITLE}</h1>{nav}{_theme_choice()}</header></div>"
    )


def _theme_choice() -> str:
    choices = (("", texts.THEME_OF_SYSTEM), ("light", texts.THEME_LIGHT), ("dark", texts.THEME_DARK))
    options = "".join(f'<option value="{value}">{shown}</option>' for value, shown in choices)
    return (
        f'<label class="theme-choice"><span class="sr-only">{texts.THEME}</span>'
        f'<span aria-hidden="true">◐</span><select id="theme">{options}</select></label>'
    )
