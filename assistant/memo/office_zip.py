"""Taking an office file apart and putting it together again."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree

_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The date of every part; when a file was made stands in its properties."""


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of an office file, in its order; ``reference_check`` keeps that of another within bounds."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}


def zipped(parts: dict[str, bytes]) -> bytes:
    """An office file of these parts; ``mimetype`` is stored as it is, as OpenDocument 1.3 part 2 asks."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(parts.items(), key=lambda part: part[0] != "mimetype"):
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, _OLDEST), data, kind)
    return written.getvalue()


def xml_bytes(root: ElementTree.Element) -> bytes:
    """A part of an office file from its root element."""
    written = BytesIO()
    ElementTree.ElementTree(root).write(written, "utf-8", xml_declaration=True)
    return written.getvalue()
