"""A calm theme with the fonts of the visitor's own computer, so nothing is fetched for it."""

import gradio as gr

_SYSTEM_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif")
_MONO_FONTS = ("ui-monospace", "Consolas", "Liberation Mono", "monospace")

# Dark text on light: 13:1 on the page; white on the accent 7.5:1.
_LIGHT = {
    "body_background_fill": "#f6f5f1",
    "body_text_color": "#1c2427",
    "body_text_color_subdued": "#4c585d",
    "background_fill_primary": "#ffffff",
    "background_fill_secondary": "#f6f5f1",
    "block_background_fill": "#ffffff",
    "block_border_color": "#8b979c",
    "block_label_text_color": "#1c2427",
    "block_label_background_fill": "#ffffff",
    "block_title_text_color": "#1c2427",
    "border_color_primary": "#8b979c",
    "color_accent": "#0b5568",
    "input_background_fill": "#ffffff",
    "input_border_color": "#6f7c82",
    "input_border_color_focus": "#0b5568",
    "input_placeholder_color": "#5a666b",
    "link_text_color": "#0b5568",
    "button_primary_background_fill": "#0b5568",
    "button_primary_background_fill_hover": "#083f4d",
    "button_primary_text_color": "#ffffff",
    "button_secondary_background_fill": "#ffffff",
    "button_secondary_background_fill_hover": "#e6eef0",
    "button_secondary_border_color": "#8b979c",
    "button_secondary_text_color": "#0b4353",
    "button_cancel_background_fill": "#8c2f1f",
    "button_cancel_background_fill_hover": "#6d2317",
    "button_cancel_text_color": "#ffffff",
}


def build_theme() -> gr.themes.Base:
    """The theme; the dark variant equals the light one, so contrast is the same for everybody."""
    theme = gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.stone,
        font=[gr.themes.Font(name) for name in _SYSTEM_FONTS],
        font_mono=[gr.themes.Font(name) for name in _MONO_FONTS],
    )
    theme.set(**_LIGHT)
    for name in [name for name in vars(theme) if name.endswith("_dark")]:
        light = getattr(theme, name.removesuffix("_dark"), None)
        if light is not None:
            setattr(theme, name, light)
    return theme
