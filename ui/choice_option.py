"""Choices on the command line that are a word out of a few."""

from enum import StrEnum
from typing import TypeVar

from corpus.errors import DenktankError
from corpus.kinds import Role

Choice = TypeVar("Choice", bound=StrEnum)


def role_option(name: str | None) -> Role | None:
    """The role with this name, whatever its capitals; ``None`` where none was given.

    Raises:
        DenktankError: there is no such role.
    """
    return None if name is None else choice_option(Role, name, f"De rol '{name}'")


def choice_option(kind: type[Choice], name: str, subject: str) -> Choice:
    """The member with this value, whatever its capitals.

    Raises:
        DenktankError: there is none; ``subject`` is what the line calls it.
    """
    try:
        return kind(name.strip().lower())
    except ValueError as error:
        choices = ", ".join(member.value for member in kind)
        raise DenktankError(f"{subject} is niet bekend. Kies uit: {choices}.") from error
