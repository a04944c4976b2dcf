"""The HTML page that Gradio serves, made Dutch and tied to this machine."""

import hashlib
import re
from pathlib import Path

from ui import texts

_STATIC = Path(__file__).parent / "static"
_MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript"}
ASSETS = {file.name: _MEDIA_TYPES[file.suffix] for file in sorted(_STATIC.iterdir())}
"""Our own files beside the page, with their media types; served under ``/ui/``."""

_FIRST, _LAST = "shell.css", "print.css"
_PARTS = sorted(name for name in ASSETS if name.endswith(".css") and name not in (_FIRST, _LAST))
_STYLES = (_FIRST, *_PARTS, _LAST)

_OUTSIDE = re.compile(
    r"""<meta\s+(?:property|name)=["'](?:og|twitter):[^>]*>|<link\s+rel=["']manifest["'][^>]*>""", re.ASCII
)
_SCRIPT = re.compile(r"<script(?=[\s>])")
_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Crect width='32' height='32' rx='7' fill='%230b5568'/%3E"
    "%3Cpath d='M7 9h18v11H14l-5 4v-4H7z' fill='white'/%3E%3C/svg%3E"
)
# Gradio picks its language from the browser; its built-in texts must be Dutch for everyone.
_DUTCH = (
    "for (const [name, value] of [['language', 'nl'], ['languages', ['nl']]])"
    " Object.defineProperty(navigator, name, {get: () => value});"
)


def asset(name: str) -> str:
    """The text of one of ``ASSETS``."""
    return (_STATIC / name).read_text(encoding="utf-8")


def etag(name: str) -> str:
    """The entity tag of one of ``ASSETS``: another text has another one (RFC 9110 § 8.8.3)."""
    return f'"{hashlib.blake2b(asset(name).encode(), digest_size=8).hexdigest()}"'


def dutch_page(html: str, nonce: str, top: str = "") -> str:
    """The page with ``lang="nl"``, our style and script, and ``nonce`` on every script in it.

    ``top`` comes before everything of Gradio, which puts all of its own in one ``<main>``.

    References to other sites (previews on social media, the installable-app manifest) go out.
    """
    html = _OUTSIDE.sub("", html)
    html = re.sub(r"(<html\b[^>]*?)\slang=\"[^\"]*\"", r'\1 lang="nl"', html, count=1)
    styles = "".join(f'<link rel="stylesheet" href="./ui/{name}" />' for name in _STYLES)
    head = (
        f"<title>{texts.TITLE}</title>"
        f'<meta name="description" content="{texts.DESCRIPTION}" />'
        f'<link rel="icon" href="{_ICON}" />'
        f"<script>{_DUTCH}</script>"
        '<script src="./ui/theme.js"></script>'
        f"{styles}"
        '<script type="module" src="./ui/main.js"></script>'
    )
    html = html.replace("</head>", f"{head}</head>", 1)
    html = re.sub(r"<body\b[^>]*>", lambda body: body[0] + top, html, count=1)
    html = html.replace("</body>", f"<noscript>{texts.NO_SCRIPT}</noscript></body>", 1)
    return _SCRIPT.sub(f'<script nonce="{nonce}"', html)
