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
MOST_JSON = 8_000_000
"""Characters: a memo with 40 quotations of 500 characters has some 80,000."""
MOST_TEXT = 5_000
"""Characters of one statement, of a field and of its label."""
MOST_STATEMENTS = 2_000
MOST_SOURCES = 2_000
"""Fifty long answers of a conversation have 1500."""
MOST_NUMBER = 10**9
"""No page, place or number of a source is as large as this."""

_NO_MEMO = "Dit is geen memo van deze assistent, of het is beschadigd. Maak het memo opnieuw."
_TOO_LONG = f"{{}} is te lang; de grens is {MOST_TEXT} tekens. Kort het in."
_TOO_MANY = f"Dit memo heeft meer dan {MOST_STATEMENTS} zinnen of bronnen. Maak er twee memo's van."
_CONVERSATION = (
    "Dit is een bewaard gesprek en geen memo. Maak er een memo van met: denktank memo --uit gesprek.json"
)
_OTHER_VERSION = "Dit memo is gemaakt met een andere versie van de assistent. Maak het memo opnieuw."


_MEMO = TypeAdapter(Memo)


def memo_json(memo: Memo) -> str:
    """The memo as JSON that ``read_memo`` takes.

    Raises:
        DenktankError: a field or a sentence is too long, or there are too many.
    """
    _refuse_too_long(memo)
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
    if len(text) > MOST_JSON:
        raise DenktankError(_NO_MEMO)
    try:
        kept = json.loads(text)
        if not isinstance(kept, dict) or kept.get("soort") != FORM:
            is_conversation = isinstance(kept, dict) and kept.get("soort") == "denktank-gesprek"
            raise DenktankError(_CONVERSATION if is_conversation else _NO_MEMO)
        if kept.get("versie") != VERSION:
            raise DenktankError(_OTHER_VERSION)
        memo = _MEMO.validate_json(json.dumps(kept.get("memo")), strict=True)
    except (ValueError, RecursionError):  # of JSON, of pydantic, and halves of characters
        raise DenktankError(_NO_MEMO) from None
    _refuse_too_long(memo)
    if not _is_possible(memo):
        raise DenktankError(_NO_MEMO)
    return memo


def _is_possible(memo: Memo) -> bool:
    numbers = [source.n for source in memo.sources]
    parts = [section.part for section in memo.sections]
    statements = [item for section in memo.sections for item in section.statements]
    return (
        len(set(numbers)) == len(numbers)
        and all(map(is_possible_source, memo.sources))
        and parts == sorted(set(parts), key=list(MemoPart).index)
        and all(section.statements for section in memo.sections)
        and all(set(item.sources) <= set(numbers) for item in statements)
    )


def _refuse_too_long(memo: Memo) -> None:
    fields = memo.fields
    named = {"Onderwerp": fields.subject, "Aan": fields.to, "Van": fields.sender, "Datum": fields.date}
    for label, text in (*named.items(), *fields.extra):
        if max(len(label), len(text)) > MOST_TEXT:
            raise DenktankError(_TOO_LONG.format(f"Het veld {label[:40]}"))
    statements = [item for section in memo.sections for item in section.statements]
    for item in statements:
        if len(item.text) > MOST_TEXT:
            raise DenktankError(_TOO_LONG.format(f"De zin “{item.text[:60]}…”"))
    if len(statements) > MOST_STATEMENTS or len(memo.sources) > MOST_SOURCES:
        raise DenktankError(_TOO_MANY)


def is_possible_source(source: Citation) -> bool:
    """Whether the numbers of a citation could be those of a page."""
    return (
        0 < source.n < MOST_NUMBER
        and (source.page is None or 0 < source.page < MOST_NUMBER)
        and 0 <= source.start <= source.end < MOST_NUMBER
    )
