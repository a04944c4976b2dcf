"""A calm theme whose colours are the variables of ``static/shell.css``, light or dark as those are.

Gradio switches to dark by a class on the body, which follows the system only. So its own two variants
are the same here, and both follow ``data-theme`` on the root element (``static/theme.js``), which also
knows what the visitor chose. The fonts are those of the visitor's own computer: nothing is fetched.
"""

import gradio as gr

_SYSTEM_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif")
_MONO_FONTS = ("ui-monospace", "Consolas", "Liberation Mono", "monospace")

_COLOURS = {
    "body_background_fill": "ground",
    "body_text_color": "ink",
    "body_text_color_subdued": "soft",
    "background_fill_primary": "paper",
    "background_fill_secondary": "ground",
    "block_background_fill": "paper",
    "block_border_color": "line",
    "block_label_text_color": "ink",
    "block_label_background_fill": "paper",
    "block_title_text_color": "ink",
    "border_color_primary": "line",
    "color_accent": "accent",
    "input_background_fill": "paper",
    "input_border_color": "edge",
    "input_border_color_focus": "accent",
    "input_placeholder_color": "soft",
    "link_text_color": "accent",
    "link_text_color_active": "accent",
    "link_text_color_hover": "accent-strong",
    "link_text_color_visited": "accent",
    "button_primary_background_fill": "accent",
    "button_primary_background_fill_hover": "accent-strong",
    "button_primary_text_color": "on-accent",
    "button_primary_text_color_hover": "on-accent",
    "button_secondary_background_fill": "paper",
    "button_secondary_background_fill_hover": "hover",
    "button_secondary_border_color": "edge",
    "button_secondary_border_color_hover": "edge",
    "button_secondary_text_color": "accent",
    "button_secondary_text_color_hover": "accent",
    "button_cancel_background_fill": "warn",
    "button_cancel_background_fill_hover": "warn-strong",
    "button_cancel_text_color": "on-accent",
    "button_cancel_text_color_hover": "on-accent",
}
"""Gradio's name for a colour to the name of the variable in ``shell.css``, without its hyphens in front."""


def build_theme() -> gr.themes.Base:
    """The theme for both variants."""
    theme = gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.stone,
        font=[gr.themes.Font(name) for name in _SYSTEM_FONTS],
        font_mono=[gr.themes.Font(name) for name in _MONO_FONTS],
    )
    theme.set(**{name: f"var(--{variable})" for name, variable in _COLOURS.items()})
    for name in [name for name in vars(theme) if name.endswith("_dark")]:
        light = getattr(theme, name.removesuffix("_dark"), None)
        if light is not None:
            setattr(theme, name, light)
    return theme
