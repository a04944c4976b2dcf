"""Checks on a drafted sentence against the passages that it cites."""

from assistant.checks.check import check
from assistant.checks.values import Draft, Finding, Reason, Source, Verdict

__all__ = ["Draft", "Finding", "Reason", "Source", "Verdict", "check"]
