"""The parts of a DOCX package that hold text: document, styles, numbering and notes."""

import posixpath
from xml.etree.ElementTree import Element

from corpus.office.docx_numbering import W, formatted, number, value
from corpus.office.package import OfficePackage

_MAIN = "wordprocessingml"
_OTHERS = {
    "spreadsheetml": "een Excel-bestand",
    "ms-excel": "een Excel-bestand",
    "presentationml": "een PowerPoint-bestand",
    "ms-powerpoint": "een PowerPoint-bestand",
}


class DocxParts:
    """Finds the parts of a document by their relationships, as names may differ."""

    def __init__(self, package: OfficePackage) -> None:
        """Find the main part.

        Raises:
            UnreadableFileError: another kind of file, or damaged.
        """
        self._package = package
        main = self._related("", "_rels/.rels").get("officeDocument", "word/document.xml")
        self._check_type(main)
        root = package.xml(main)
        if root is None:
            raise package.error("dit bestand is beschadigd of niet compleet: de tekst ontbreekt.")
        if not root.tag.startswith(W):
            raise package.error("deze vorm van docx (Strict Open XML) kan niet gelezen worden.")
        self.document = root
        folder, base = posixpath.split(main)
        self._parts = self._related(folder, posixpath.join(folder, "_rels", f"{base}.rels"))

    def part(self, kind: str) -> Element | None:
        """The root of the related part of this kind, such as ``"styles"``."""
        path = self._parts.get(kind)
        return self._package.xml(path) if path is not None else None

    def title(self) -> str | None:
        """The title in the core properties."""
        path = self._related("", "_rels/.rels").get("core-properties", "docProps/core.xml")
        root = self._package.xml(path)
        return root.findtext("{http://purl.org/dc/elements/1.1/}title") if root is not None else None

    def _related(self, folder: str, path: str) -> dict[str, str]:
        root = self._package.xml(path)
        found: dict[str, str] = {}
        for item in root if root is not None else ():
            if item.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, item.get("Target", "")))
                found.setdefault(posixpath.basename(item.get("Type", "")), target.lstrip("/"))
        return found

    def _check_type(self, main: str) -> None:
        if "mimetype" in self._package and b"opendocument" in self._package.read("mimetype"):
            raise self._package.wrong_type("een OpenDocument-bestand (zoals .odt)")
        types = self._package.xml("[Content_Types].xml")
        declared = ""
        for item in types if types is not None else ():
            if item.get("PartName", "").lstrip("/") == main:
                declared = item.get("ContentType", "").lower()
        for sign, kind in _OTHERS.items():
            if sign in declared:
                raise self._package.wrong_type(kind)
        if main not in self._package:
            raise self._package.wrong_type("een zip-bestand zonder Word-document")


class Notes:
    """The footnotes or endnotes of a document, numbered in the order in which they are met."""

    def __init__(self, parts: DocxParts, kind: str, number_format: str) -> None:
        root = parts.part(f"{kind}s")
        self._notes = {item.get(W + "id", ""): item for item in (root if root is not None else ())}
        settings = parts.part("settings")
        options = [found for part in (parts.document, settings) if part is not None
                   for found in part.iter(f"{W}{kind}Pr")]  # fmt: skip
        self._format = next(filter(None, (value(item, "numFmt") for item in options)), number_format)
        self._next = number(next(filter(None, (value(item, "numStart") for item in options)), None), 1)

    def take(self, reference: Element, own_mark: str) -> tuple[Element, str] | None:
        """The note of a reference and its mark; ``None`` for a reference to nothing.

        ``own_mark`` is the text that follows a reference with a mark of its own.
        """
        note = self._notes.get(reference.get(W + "id", ""))
        if note is None:
            return None
        if own_mark and reference.get(W + "customMarkFollows") in ("1", "true"):
            return note, own_mark
        mark = formatted(self._next, self._format)
        self._next += 1
        return note, mark
