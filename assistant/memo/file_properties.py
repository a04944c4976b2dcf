"""When an office file was made: shut in, pandoc cannot know, and writes the first second of 1970."""

from datetime import UTC, datetime

from assistant.memo.formats import MemoFormat
from assistant.memo.office_zip import parts_of, zipped

_PARTS = {MemoFormat.DOCX: "docProps/core.xml", MemoFormat.ODT: "meta.xml"}
_NEVER = b"1970-01-01T00:00:00Z"


def dated(data: bytes, form: MemoFormat) -> bytes:
    """A DOCX or ODT that says that it was made now."""
    parts = parts_of(data)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    parts[_PARTS[form]] = parts[_PARTS[form]].replace(_NEVER, now)
    return zipped(parts)
