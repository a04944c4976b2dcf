"""What stands between the browser and Gradio: who may ask, for what, and what the page may load.

There is no access control yet, so only this machine may ask. The ``Host`` check stops a website
that points its own name at 127.0.0.1 (DNS rebinding); the ``Origin`` check stops any other
website from sending requests here. Of Gradio's many routes only those the chat needs are open. The parts
of the site name the routes of their own that change something; those also ask for a header that no form
and no other website can send.
"""

import secrets
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import texts
from ui.listening import LOOPBACK_HOSTS
from ui.page import dutch_page
from ui.sessions import LEAVING

MAX_BODY = 1024 * 1024
"""The largest request that is read, in bytes: a conversation that comes back from the browser. A question of
20,000 characters is at most 120 kB."""
OWN_HEADER = "X-Denktank"
"""With the value 1 on every request of our own scripts that changes something."""

_GET = ("/assets/", "/static/", "/ui/", "/denktank/", "/gradio_api/heartbeat/", "/gradio_api/queue/data")
_GET_EXACT = frozenset({"/", "/config", "/theme.css", "/favicon.ico", "/gradio_api/startup-events"})
_POST = ("/gradio_api/run/",)
_POST_EXACT = frozenset(
    {"/gradio_api/queue/join", "/gradio_api/cancel", "/gradio_api/reset", "/gradio_api/reset/", LEAVING}
)

_POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self' data:; connect-src 'self'; "
    "worker-src 'self' blob:; frame-src 'none'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'self'; object-src 'none'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """ASGI middleware: refuses what is not for us, and sets the headers on everything else.

    ``top`` is the HTML that every page begins with, ``posts`` the routes of the parts of the site that
    change something, with the most bytes of a request.
    """

    def __init__(self, app: ASGIApp, top: str = "", posts: Mapping[str, int] | None = None) -> None:
        self._app = app
        self._top = top
        self._posts = posts or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        nonce = secrets.token_urlsafe(16)
        guarded = _with_headers(send, nonce)
        refusal = _refusal(scope["method"], scope["path"], Headers(scope=scope), self._posts)
        if refusal is not None:
            await refusal(scope, receive, guarded)
        elif scope["path"] == "/" and scope["method"] == "GET":
            await self._page(scope, receive, guarded, nonce)
        else:
            await self._app(scope, receive, guarded)

    async def _page(self, scope: Scope, receive: Receive, send: Send, nonce: str) -> None:
        """Fetch the page from Gradio, uncompressed, and pass on the Dutch version of it."""
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        status = 500
        body = bytearray()

        async def collect(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            elif message["type"] == "http.response.body":
                body.extend(message.get("body", b""))

        await self._app({**scope, "headers": plain}, receive, collect)
        page = HTMLResponse(dutch_page(body.decode("utf-8"), nonce, self._top), status)
        page.headers["Cache-Control"] = "no-store"
        await page(Request(scope).scope, receive, send)


def _refusal(method: str, path: str, headers: Headers, posts: Mapping[str, int]) -> PlainTextResponse | None:
    host = headers.get("host", "")
    if _hostname(f"//{host}") not in LOOPBACK_HOSTS:
        return PlainTextResponse(texts.WRONG_HOST, 403)
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != host:
        return PlainTextResponse(texts.WRONG_ORIGIN, 403)
    changes = method == "POST" and path in posts
    if not changes and not _is_open(method, path):
        return PlainTextResponse(texts.NOT_HERE, 404)
    if changes and headers.get(OWN_HEADER) != "1":
        return PlainTextResponse(texts.WRONG_ORIGIN, 403)
    most = posts[path] if changes else MAX_BODY
    length = headers.get("content-length", "0")
    if "transfer-encoding" in headers or not length.isdecimal() or int(length) > most:
        return PlainTextResponse(texts.TOO_LARGE, 413)
    return None


def _is_open(method: str, path: str) -> bool:
    if method in ("GET", "HEAD"):
        return path in _GET_EXACT or path.startswith(_GET)
    return method == "POST" and (path in _POST_EXACT or path.startswith(_POST))


def _hostname(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _with_headers(send: Send, nonce: str) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(_HEADERS)
            headers["Content-Security-Policy"] = _POLICY.format(nonce=nonce)
        await send(message)

    return guarded
