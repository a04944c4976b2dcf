"""What an operator sets for all memos: a reference document, and what stands in the fields.

In ``DENKTANK_HOME/memo``: ``referentie.docx`` and ``referentie.odt``, whose styles, page and header
the files get, and ``velden.toml``:

    [velden]
    van = "Bureau Raadsadvies"
    Kenmerk = "2026/"

``aan`` and ``van`` stand in those fields where nobody filled them in; every other label is a field more.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from assistant.memo.formats import MemoFormat
from assistant.memo.keeping import MOST_TEXT
from assistant.memo.values import MemoFields
from corpus.errors import DenktankError
from corpus.operator_file import read_toml

FOLDER, FIELDS_FILE = "memo", "velden.toml"
_REFERENCES = {form: f"referentie.{form}" for form in (MemoFormat.DOCX, MemoFormat.ODT)}
_TABLE = "velden"
_MOST_BYTES = 100_000
_MOST_FIELDS = 20
_OF_THE_MEMO = ("datum", "onderwerp")


@dataclass(frozen=True, slots=True)
class OperatorStyle:
    """``references`` are paths by format, ``to`` and ``sender`` defaults, ``extra`` fields in their order."""

    references: tuple[tuple[MemoFormat, Path], ...] = ()
    to: str = ""
    sender: str = ""
    extra: tuple[tuple[str, str], ...] = ()

    def reference(self, form: MemoFormat) -> Path | None:
        """The reference document for a format; ``None`` where the shipped style holds."""
        return dict(self.references).get(form)

    def filled(self, fields: MemoFields) -> MemoFields:
        """The fields with the operator's where nothing was filled in."""
        labels = {label.casefold() for label, _ in fields.extra}
        added = tuple(pair for pair in self.extra if pair[0].casefold() not in labels)
        return replace(
            fields,
            to=fields.to or self.to,
            sender=fields.sender or self.sender,
            extra=(*fields.extra, *added),
        )


def load_style(home: Path) -> OperatorStyle:
    """What an operator has put in ``home``; nothing where there is no such folder.

    A reference document is looked at when a file is made of it (``assistant.memo.files.memo_file``).

    Raises:
        DenktankError: ``velden.toml`` cannot be read, or says something else than fields.
    """
    folder = home / FOLDER
    path = folder / FIELDS_FILE
    try:
        named = [(form, folder / name) for form, name in _REFERENCES.items()]
        references = tuple(pair for pair in named if pair[1].exists())
        data = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise _wrong(path, None, f"het bestand is niet te lezen ({error.strerror or error})") from error
    fields = _fields(data, path)
    known = {label.casefold(): text for label, text in fields}
    extra = tuple(pair for pair in fields if pair[0].casefold() not in ("aan", "van"))
    return OperatorStyle(references, known.get("aan", ""), known.get("van", ""), extra)


def _fields(data: bytes, path: Path) -> list[tuple[str, str]]:
    tables, _ = read_toml(data, _MOST_BYTES, lambda line, cause: _wrong(path, line, cause))
    fields = tables.get(_TABLE, {})
    others = [name for name in tables if name != _TABLE]
    if others or not isinstance(fields, dict):
        cause = f"“{others[0]}” staat niet onder [{_TABLE}]" if others else f"[{_TABLE}] is geen tabel"
        raise _wrong(path, None, cause)
    if len(fields) > _MOST_FIELDS:
        raise _wrong(path, None, f"er staan meer dan {_MOST_FIELDS} velden in")
    seen: set[str] = set()
    for label, text in fields.items():
        if not isinstance(text, str) or not label.strip() or max(len(label), len(text)) > MOST_TEXT:
            cause = f"achter “{label[:40]}” hoort tekst tussen aanhalingstekens, hoogstens {MOST_TEXT} tekens"
            raise _wrong(path, None, cause)
        if label.casefold() in _OF_THE_MEMO:
            raise _wrong(path, None, f"“{label}” is per memo anders en kan hier niet staan")
        if label.casefold() in seen:
            raise _wrong(path, None, f"“{label}” staat er twee keer in")
        seen.add(label.casefold())
    return list(fields.items())


def _wrong(path: Path, line: int | None, cause: str) -> DenktankError:
    where = f"{path}, regel {line}" if line is not None else str(path)
    return DenktankError(f'{where}: {cause}. Zo hoort het: onder [{_TABLE}] regels als Kenmerk = "2026/12".')
