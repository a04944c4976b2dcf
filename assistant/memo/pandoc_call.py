"""The one place that runs pandoc: without a network, in a sandbox, and with nothing left behind."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from corpus.errors import DenktankError

API_VERSION = (1, 23)
"""Of pandoc's JSON form; pandoc 3.0 and later read it."""
OLDEST = (3, 1)
_INSTALL = "Installeer het met: pip install pypandoc_binary"
_MISSING = f"Pandoc, dat het bestand maakt, is er niet. {_INSTALL}"
_TOO_OLD = f"Pandoc, dat het bestand maakt, is te oud: {{version}}. {_INSTALL}"
_FAILED = (
    "Het memo is niet om te zetten ({why}). Probeer een ander formaat, of laat het referentiedocument weg."
)
_LONGEST_REASON = 200


def convert(document: dict[str, Any], to: str, *options: str, files: dict[str, bytes] | None = None) -> bytes:
    """A document in pandoc's JSON form, converted.

    Args:
        document: ``meta`` and ``blocks``.
        to: pandoc's name of the format, with its extensions.
        options: more options for pandoc.
        files: what pandoc may read, by option (``--reference-doc``); gone afterwards.

    Raises:
        DenktankError: pandoc is missing, too old or refuses.
    """
    import pypandoc

    _refuse_old()
    text = json.dumps({"pandoc-api-version": API_VERSION, **document})
    try:
        with TemporaryDirectory(prefix="denktank-memo-") as folder:
            # An empty data folder: templates and defaults of whoever runs this have no influence.
            given = ["--standalone", "--wrap=none", "--quiet", f"--data-dir={folder}", *options]
            for number, (option, data) in enumerate((files or {}).items()):
                path = Path(folder, f"bestand-{number}")
                path.write_bytes(data)
                given.append(f"{option}={path}")
            made: str | bytes = pypandoc.convert_text(
                text, to, "json", given, outputfile="-", sandbox=True, verify_format=False
            )
    except (RuntimeError, OSError) as error:
        raise DenktankError(_FAILED.format(why=_reason(error))) from error
    return made.encode() if isinstance(made, str) else made


def default_data(name: str) -> bytes:
    """A data file that pandoc brings along, such as ``reference.docx``.

    Raises:
        DenktankError: pandoc is missing, too old or refuses.
    """
    import subprocess

    import pypandoc

    _refuse_old()
    command = [pypandoc.get_pandoc_path(), "--print-default-data-file", name]
    try:
        return subprocess.run(command, capture_output=True, check=True, timeout=60).stdout
    except (OSError, subprocess.SubprocessError) as error:
        raise DenktankError(_FAILED.format(why=_reason(error))) from error


def _refuse_old() -> None:
    import pypandoc

    try:
        version = str(pypandoc.get_pandoc_version())
    except OSError:
        raise DenktankError(_MISSING) from None
    if tuple(int(number) for number in version.split(".")[:2]) < OLDEST:
        raise DenktankError(_TOO_OLD.format(version=version))


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:_LONGEST_REASON]
