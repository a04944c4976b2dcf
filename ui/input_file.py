"""Files that a user names on the command line."""

from pathlib import Path

from corpus.errors import DenktankError, describe_os_error


def read_input(path: Path, most: int) -> bytes:
    """The first ``most`` bytes of a file.

    Raises:
        DenktankError: it does not exist, is a folder, or cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(most)
    except FileNotFoundError:
        raise DenktankError(f"Het bestand {path} bestaat niet. Controleer de naam.") from None
    except IsADirectoryError:
        raise DenktankError(f"{path} is een map. Kies een bestand.") from None
    except OSError as error:
        raise DenktankError(describe_os_error(error, path)) from error
