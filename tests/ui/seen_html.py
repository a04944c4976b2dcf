"""What a browser would make of our HTML."""

from collections.abc import Iterable, Mapping, Set
from html.parser import HTMLParser

from ui.render import turn_html
from ui.session import Turn

OUR_ATTRIBUTES: dict[str, set[str]] = {
    "section": {"class", "aria-labelledby", "data-role"},
    "h2": {"class", "id"},
    "h3": {"class"},
    "span": {"class", "role", "aria-label", "title"},
    "div": {"class", "role", "aria-label"},
    "p": {"class", "role"},
    "ul": {"class"},
    "li": set(),
    "a": {"class", "href", "data-source", "aria-label"},
    "bdi": set(),
    "button": {
        *("type", "class", "value", "aria-pressed", "data-copy", "data-retry", "data-edit"),
        *("data-suggest", "data-vote", "data-reason", "data-memo"),
    },
    "label": {"for"},
    "textarea": {"id", "rows", "maxlength"},
    "pre": {"hidden"},
    "details": {"id"},
    "summary": set(),
}


class Seen(HTMLParser):
    """The tags, the links and the text a browser would make of some HTML."""

    def __init__(self, html: str, allowed: Mapping[str, Set[str]] = OUR_ATTRIBUTES) -> None:
        super().__init__()
        self._allowed = allowed
        self.text = ""
        self.links: list[str] = []
        self.marked = ""
        self._marking = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self._allowed, tag
        assert {name for name, _ in attrs} <= self._allowed[tag], (tag, attrs)
        self.links += [value or "" for name, value in attrs if name == "href"]
        self._marking = tag == "mark" or self._marking

    def handle_endtag(self, tag: str) -> None:
        self._marking = self._marking and tag != "mark"

    def handle_data(self, data: str) -> None:
        self.text += data
        self.marked += data if self._marking else ""


def log_html(turns: Iterable[Turn]) -> str:
    """The turns as they are drawn, with everything that can be asked about them."""
    return "".join(turn_html(turn, feedback=True) for turn in turns)
