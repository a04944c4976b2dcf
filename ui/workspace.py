"""The objects behind every command, made as the settings ask for when a command needs them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.assemble import Workspace


def open_workspace() -> "Workspace":
    """Library, index and assistant of this user.

    Raises:
        DenktankError: a setting has a value it cannot have.
    """
    from assistant.assemble import Workspace
    from assistant.settings import load_settings

    return Workspace(load_settings())
