"""A memo as JSON, and how it is read back.

``{"soort": "denktank-memo", "versie": 1, "memo": {…}}``, with the fields of ``assistant.memo.values.Memo``.
Whoever has the file or the browser can change it, so nothing in it is trusted: types are checked strictly,
numbers have bounds, and what each sentence rests on is found out anew (``assistant.memo.service``).
"""

import json

from pydantic import TypeAdapter

from assistant.answer import Citation
from assistant.memo.values import Memo, MemoPart
from corpus.errors import DenktankError

FORM, VERSION = "denktank-memo", 1
MOST_JSON = 2_000_000
"""Characters: a memo with 40 quotations of 500 characters has some 80,000."""
MOST_TEXT = 5_000
"""Characters of one statement, of a field and of its label."""
MOST_STATEMENTS = 400
MOST_SOURCES = 400
MOST_NUMBER = 10**9
"""No page, place or number of a source is as large as this."""

_NO_MEMO = "Dit is geen memo van deze assistent, of het is beschadigd. Maak het memo opnieuw."
_OTHER_VERSION = "Dit memo is gemaakt met een andere versie van de assistent. Maak het memo opnieuw."


_MEMO = TypeAdapter(Memo)


def memo_json(memo: Memo) -> str:
    """The memo as JSON."""
    kept = {"soort": FORM, "versie": VERSION, "memo": _MEMO.dump_python(memo, mode="json")}
    written = json.dumps(kept, ensure_ascii=False)
    return written.encode("utf-8", "replace").decode("utf-8")  # halves of characters cannot be sent


def is_memo(text: str) -> bool:
    """Whether a text says of itself that it is a memo of this program."""
    try:
        kept = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(kept, dict) and kept.get("soort") == FORM


def read_memo(text: str) -> Memo:
    """The memo in a text that may be anything.

    Raises:
        DenktankError: no memo, of another version, or one that cannot have been made here.
    """
    if len(text) > MOST_JSON or not is_memo(text):
        raise DenktankError(_NO_MEMO)
    try:
        kept = json.loads(text)
        if kept.get("versie") != VERSION:
            raise DenktankError(_OTHER_VERSION)
        memo = _MEMO.validate_json(json.dumps(kept.get("memo")), strict=True)
    except (ValueError, RecursionError):  # of JSON, of pydantic, and halves of characters
        raise DenktankError(_NO_MEMO) from None
    if not _is_possible(memo):
        raise DenktankError(_NO_MEMO)
    return memo


def _is_possible(memo: Memo) -> bool:
    numbers = [source.n for source in memo.sources]
    parts = [section.part for section in memo.sections]
    statements = [item for section in memo.sections for item in section.statements]
    texts = [item.text for item in statements] + [
        text
        for pair in (*memo.fields.extra, (memo.fields.subject, memo.fields.to))
        for text in (*pair, memo.fields.sender, memo.fields.date)
    ]
    return (
        len(set(numbers)) == len(numbers) <= MOST_SOURCES
        and all(map(is_possible_source, memo.sources))
        and parts == sorted(set(parts), key=list(MemoPart).index)
        and all(section.statements for section in memo.sections)
        and len(statements) <= MOST_STATEMENTS
        and all(set(item.sources) <= set(numbers) for item in statements)
        and all(len(text) <= MOST_TEXT for text in texts)
    )


def is_possible_source(source: Citation) -> bool:
    """Whether the numbers of a citation could be those of a page."""
    return (
        0 < source.n < MOST_NUMBER
        and (source.page is None or 0 < source.page < MOST_NUMBER)
        and 0 <= source.start <= source.end < MOST_NUMBER
    )
