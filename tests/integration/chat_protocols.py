"""How four kinds of servers write a streamed answer: OpenAI (also Mistral), Ollama and Anthropic."""

import json
from typing import Any, Protocol

_NO_USAGE = {"input_tokens": 1, "output_tokens": 1}


class ChatProtocol(Protocol):
    """What goes over the line for the parts of an answer."""

    content_type: str

    def begin(self) -> bytes:
        """What comes before the first piece."""

    def piece(self, text: str) -> bytes:
        """A piece of the answer."""

    def end(self, finish: str) -> bytes:
        """The end, with the reason in OpenAI's word for it: ``stop``, ``length`` or ``content_filter``."""

    def error(self, message: str, code: str) -> dict[str, Any]:
        """The body that comes with an error status."""


class OpenAIProtocol:
    """``POST /v1/chat/completions``: server-sent events, closed with ``[DONE]``."""

    content_type = "text/event-stream"

    def begin(self) -> bytes:
        return self._event({"role": "assistant", "content": ""})

    def piece(self, text: str) -> bytes:
        return self._event({"content": text})

    def end(self, finish: str) -> bytes:
        return self._event({}, finish) + b"data: [DONE]\n\n"

    def error(self, message: str, code: str) -> dict[str, Any]:
        return {"error": {"message": message, "type": "error", "param": None, "code": code}}

    def _event(self, delta: dict[str, Any], finish: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        return _event({"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "proef",
                       "choices": [choice]})  # fmt: skip


class OllamaProtocol:
    """``POST /api/chat``: one JSON object a line."""

    content_type = "application/x-ndjson"

    def begin(self) -> bytes:
        return b""

    def piece(self, text: str) -> bytes:
        return self._line(text, done=False)

    def end(self, finish: str) -> bytes:
        return self._line("", done=True, done_reason=finish)

    def error(self, message: str, code: str) -> dict[str, Any]:
        return {"error": message}

    def _line(self, text: str, **fields: object) -> bytes:
        line = {"model": "proef", "created_at": "2026-01-01T00:00:00Z",
                "message": {"role": "assistant", "content": text}} | fields  # fmt: skip
        return json.dumps(line).encode() + b"\n"


class AnthropicProtocol:
    """``POST /v1/messages``: named server-sent events."""

    content_type = "text/event-stream"
    _reasons = {"stop": "end_turn", "length": "max_tokens", "content_filter": "refusal"}  # noqa: RUF012

    def begin(self) -> bytes:
        message = {"id": "1", "type": "message", "role": "assistant", "model": "proef", "content": [],
                   "stop_reason": None, "stop_sequence": None, "usage": _NO_USAGE}  # fmt: skip
        block = {"type": "text", "text": ""}
        return self._named("message_start", message=message) + self._named(
            "content_block_start", index=0, content_block=block
        )

    def piece(self, text: str) -> bytes:
        return self._named("content_block_delta", index=0, delta={"type": "text_delta", "text": text})

    def end(self, finish: str) -> bytes:
        delta = {"stop_reason": self._reasons[finish], "stop_sequence": None}
        return (
            self._named("content_block_stop", index=0)
            + self._named("message_delta", delta=delta, usage=_NO_USAGE)
            + self._named("message_stop")
        )

    def error(self, message: str, code: str) -> dict[str, Any]:
        return {"type": "error", "error": {"type": code, "message": message}}

    def _named(self, name: str, **fields: object) -> bytes:
        return f"event: {name}\n".encode() + _event({"type": name} | fields)


def protocol_at(path: str) -> ChatProtocol | None:
    """The protocol that is spoken at this path, if any."""
    spoken: dict[str, ChatProtocol] = {
        "/v1/chat/completions": OpenAIProtocol(),
        "/api/chat": OllamaProtocol(),
        "/v1/messages": AnthropicProtocol(),
    }
    return spoken.get(path)


def _event(data: dict[str, Any]) -> bytes:
    return b"data: " + json.dumps(data).encode() + b"\n\n"
