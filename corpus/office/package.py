"""Opens DOCX and ODT files, which are zips of XML parts, without trusting what is inside."""

import zipfile
import zlib
from io import BytesIO
from xml.etree import ElementTree

from corpus.errors import UnreadableFileError

_MOST_XML = 150_000_000
"""Bytes of XML read from one file; a report of 1500 pages has some 30 million."""
_HIGHEST_RATIO = 250
"""Unpacked to packed, above ``_SMALL`` bytes; word processors stay below 60, a bomb has 1000."""
_SMALL = 5_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MIB = 1_000_000
_SAVE_AGAIN = "Open het in Word of LibreOffice, bewaar het opnieuw en voeg het dan toe."
_FETCH_AGAIN = "Haal het opnieuw op en voeg het dan toe."
_RIGHT_SUFFIX = "Geef het bestand het juiste achtervoegsel, of bewaar het in Word als .docx."


class OfficePackage:
    """The XML parts of an office file by their path in the zip."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the zip.

        Raises:
            UnreadableFileError: no zip, damaged, encrypted or an old binary Office file.
        """
        self._name = name
        self._left = _MOST_XML
        if data.startswith(_OLE):
            raise self._ole(data)
        if not data.startswith(b"PK"):
            raise self.error("dit is geen Word- of LibreOffice-bestand, al heet het wel zo.", _RIGHT_SUFFIX)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            self._members = {info.filename: info for info in self._zip.infolist()}
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise self.error("dit bestand is beschadigd of niet compleet.", _FETCH_AGAIN) from error

    def __contains__(self, part: str) -> bool:
        return part in self._members

    def error(self, cause: str, remedy: str = _SAVE_AGAIN) -> UnreadableFileError:
        """An error about this file, to raise."""
        return UnreadableFileError(self._name, cause, remedy)

    def password_error(self) -> UnreadableFileError:
        """The error for a file that only opens with a password."""
        return self.error(
            "dit bestand is beveiligd met een wachtwoord.",
            "Bewaar in Word of LibreOffice een kopie zonder wachtwoord en voeg die toe.",
        )

    def wrong_type(self, kind: str) -> UnreadableFileError:
        """The error for another kind of file than its suffix says; ``kind`` completes 'dit is ...'."""
        return self.error(f"dit is {kind}, al heet het bestand anders.", _RIGHT_SUFFIX)

    def read(self, part: str) -> bytes:
        """The bytes of a part; empty if there is no such part.

        Raises:
            UnreadableFileError: damaged, encrypted, or far larger than a document can be.
        """
        info = self._members.get(part)
        if info is None:
            return b""
        if info.flag_bits & 1:
            raise self.password_error()
        self._left -= info.file_size
        bomb = info.file_size > _SMALL and info.file_size > _HIGHEST_RATIO * max(info.compress_size, 1)
        if bomb or self._left < 0:
            raise self.error(
                f"dit bestand wordt uitgepakt te groot om te lezen ({info.file_size / _MIB:.0f} MB).",
                "Bewaar het opnieuw, of deel het op in kleinere bestanden.",
            )
        try:
            # zipfile stops at the size that the directory gives, whatever the packed data holds
            return self._zip.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise self.error("dit bestand is beschadigd of niet compleet.", _FETCH_AGAIN) from error

    def xml(self, part: str) -> ElementTree.Element | None:
        """The root element of a part, or ``None`` if there is no such part.

        Raises:
            UnreadableFileError: as ``read``, or no well-formed XML, or with a document type
                definition (the way to entity expansion; neither format has one).
        """
        data = self.read(part)
        if not data:
            return None
        parser = ElementTree.XMLParser(target=_NoDefinitions())  # noqa: S314 - definitions are refused
        try:
            parser.feed(data)
            root: ElementTree.Element = parser.close()
        except (ElementTree.ParseError, ValueError, LookupError) as error:
            raise self.error("dit bestand is beschadigd: de tekst erin is niet te ontleden.") from error
        return root

    def _ole(self, data: bytes) -> UnreadableFileError:
        if _ENCRYPTED in data:
            return self.password_error()
        return self.error(
            "dit is een oud Office-bestand (zoals .doc), al heet het anders.",
            "Open het in Word of LibreOffice en bewaar het als .docx.",
        )


class _NoDefinitions(ElementTree.TreeBuilder):
    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise ValueError("document type definition")
