"""Switching off every library that would call home; call this before importing them."""

import os

_SILENT = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "ANONYMIZED_TELEMETRY": "False",
    "LANGSMITH_TRACING": "false",
    "LANGSMITH_TRACING_V2": "false",
    "LANGSMITH_GATEWAY": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGCHAIN_TRACING": "false",
    "LANGCHAIN_HANDLER": "",
    "ANTHROPIC_OPEN_TELEMETRY": "false",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
}


def silence() -> None:
    """Set the environment so that no library reports use, errors or traces to anyone."""
    os.environ.update(_SILENT)
