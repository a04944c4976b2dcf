"""A choice between publications, with the browser's own control."""

from collections.abc import Sequence

from ui.escaping import escape
from ui.route_stop import Choice


def choice_html(name: str, label: str, options: Sequence[Choice], chosen: str) -> str:
    """The choice of what ``name`` is in the address of a fragment; ``chosen`` is a key."""
    items = "".join(
        f'<option value="{escape(option.key)}"{" selected" if option.key == chosen else ""}>'
        f"{escape(option.title)}</option>"
        for option in options
    )
    return (
        f'<p class="route-choice"><label for="route-{name}">{label}</label>'
        f'<select id="route-{name}" data-route-choice="{name}">{items}</select></p>'
    )
