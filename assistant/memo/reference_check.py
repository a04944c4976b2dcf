"""Whether an operator's reference document is one, before pandoc sees it."""

from pathlib import Path

from assistant.memo.dutch_parts import dutch
from assistant.memo.formats import MemoFormat
from assistant.memo.office_zip import parts_of, zipped
from corpus.errors import DenktankError, UnreadableFileError
from corpus.office.package import OfficePackage

MOST_UNPACKED = 50_000_000
"""Bytes; pandoc's own has 0.1 million, one with pictures of a house style some millions."""
_NEEDED = {
    MemoFormat.DOCX: ("[Content_Types].xml", "word/document.xml", "word/styles.xml"),
    MemoFormat.ODT: ("META-INF/manifest.xml", "content.xml", "styles.xml"),
}
_PROGRAM = {MemoFormat.DOCX: "Word-document (.docx)", MemoFormat.ODT: "LibreOffice-document (.odt)"}
_WAY_OUT = (
    "Bewaar het in Word of LibreOffice opnieuw als .{form}, of haal het weg: dan geldt de gewone opmaak."
)


def read_reference(path: Path, form: MemoFormat) -> bytes:
    """A reference document of an operator, with Dutch as the language of its styles.

    What is given to pandoc is packed anew from parts that were read within bounds.

    Raises:
        DenktankError: ``form`` has no reference document, or this is none for it.
    """
    if form not in _NEEDED:
        raise DenktankError(
            f"{path.name}: een referentiedocument is er alleen voor Word en LibreOffice. "
            f"Laat het weg bij .{form}, of kies .docx of .odt."
        )
    try:
        data = path.read_bytes()
        _refuse_large(data, path, form)
        package = OfficePackage(data, str(path))
        if not all(part in package for part in _NEEDED[form]):
            raise _wrong(path, form, f"dit is geen {_PROGRAM[form]}.")
        for part in _NEEDED[form]:
            package.xml(part)
        if b"manifest:encryption-data" in package.read("META-INF/manifest.xml"):
            raise package.password_error()
        return zipped(dutch(parts_of(data), form))
    except UnreadableFileError as error:
        raise _wrong(path, form, error.cause) from error
    except FileNotFoundError as error:
        raise _wrong(path, form, "dit bestand is er niet.") from error
    except OSError as error:
        why = f"dit bestand is niet te lezen ({error.strerror or error})."
        raise _wrong(path, form, why) from error


def _refuse_large(data: bytes, path: Path, form: MemoFormat) -> None:
    import zipfile
    from io import BytesIO

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return  # the package says what is wrong with it
    if unpacked > MOST_UNPACKED:
        most = MOST_UNPACKED // 1_000_000
        raise _wrong(path, form, f"dit bestand is uitgepakt groter dan {most} MB.")


def _wrong(path: Path, form: MemoFormat, cause: str) -> DenktankError:
    return DenktankError(f"Het referentiedocument {path}: {cause} {_WAY_OUT.format(form=form)}")
