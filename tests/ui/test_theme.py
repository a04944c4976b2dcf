"""Every pair of colours that meet on the screen, in both variants, measured as WCAG 2.1 does."""

import re

import pytest

from ui.page import ASSETS, asset
from ui.theme import build_theme

TEXT = {
    "ink": ("ground", "paper", "bubble", "hover", "mark", "notice"),
    "soft": ("ground", "paper", "notice"),
    "accent": ("ground", "paper", "hover", "notice"),
    "accent-strong": ("ground", "paper"),
    "on-accent": ("accent", "accent-strong", "warn", "warn-strong"),
    "badge-ink": ("badge",),
    "warn": ("ground", "paper", "alarm"),
}
EDGES = {"edge": ("ground", "paper"), "notice-line": ("paper", "notice"), "accent": ("ground", "paper")}


def palette(theme: str) -> dict[str, str]:
    """The variables of ``shell.css``: those of the root, and for dark what it says otherwise."""
    blocks = dict(re.findall(r"(:root(?:\[[^]]*\])?) \{(.*?)\}", asset("shell.css"), re.DOTALL))
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", blocks[":root"]))
    if theme == "dark":
        dark = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", blocks[':root[data-theme="dark"]']))
        assert set(dark) == set(found)
        return dark
    return found


def contrast(one: str, other: str) -> float:
    """https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio"""

    def luminance(colour: str) -> float:
        parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (EDGES, 3.0)], ids=["tekst", "randen"])
def test_what_is_to_be_read_stands_out(theme: str, pairs: dict[str, tuple[str, ...]], least: float) -> None:
    colours = palette(theme)
    measured = {
        (front, back): contrast(colours[front], colours[back])
        for front, backs in pairs.items()
        for back in backs
    }
    assert {pair: ratio for pair, ratio in measured.items() if ratio < least} == {}


def test_gradio_has_no_colours_of_its_own_that_stay_light_in_the_dark() -> None:
    theme = build_theme()
    for name in (
        "body_background_fill",
        "body_text_color",
        "input_background_fill",
        "button_primary_text_color",
    ):
        assert getattr(theme, name) == getattr(theme, f"{name}_dark")
        assert re.fullmatch(r"var\(--[\w-]+\)", getattr(theme, name))


@pytest.mark.parametrize("name", [name for name in ASSETS if name.endswith(".css")])
def test_a_style_uses_variables_that_exist_and_no_colours_of_its_own(name: str) -> None:
    style = re.sub(r"/\*.*?\*/", "", asset(name), flags=re.DOTALL)
    own = palette("light")
    assert set(re.findall(r"var\(--([\w-]+)\)", style)) <= {
        *own,
        *re.findall(r"(?<![\w-])--([\w-]+):", style),
    }
    if name != "shell.css":
        assert re.findall(r"(?<=[:, ])#[0-9a-fA-F]{3,8}(?=[;, )])|\brgba?\(|\bhsla?\(", style) == []
