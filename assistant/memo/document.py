"""A memo as a document of pandoc: what stands where, the same in every format.

The fields are lines with a bold label. They are no table: a label is no column header, and neither Word nor
LibreOffice knows a header at the start of a row, so a table would be read out as one without headers.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from assistant.answer import Citation
from assistant.dates_and_places import dutch_date
from assistant.memo.formats import MemoFormat
from assistant.memo.note_lines import UNCONFIRMED_MARK, remark, source_lines
from assistant.memo.pandoc_text import SPACE, Element, inlines, markdown_inlines
from assistant.memo.values import Memo, MemoFields, MemoPart, MemoSection, Standing, Statement
from corpus.kinds import Role

LANGUAGE = "nl-NL"
UNTITLED = "Memo"
SOURCES, NOTES = "Bronnen", "Voetnoten"
NOTES_ID = "voetnoten"
FIELD_STYLE, LABEL_STYLE = "Memoveld", "Memolabel"
_COLUMNS = (("Publicatie", 0.56), ("Datum", 0.2), ("Bladzijden", 0.24))
"""Headers and shares of the width."""
_LISTED = (MemoPart.LESSONS, MemoPart.ROUTE, MemoPart.POINTS)
"""Parts of separate points; the others are running text."""
_FOR = {
    Role.MAYOR: "Voor de burgemeester",
    Role.ALDERMAN: "Voor de wethouder",
    Role.COUNCILLOR: "Voor raadsleden",
    Role.OFFICIAL: "Voor ambtenaren",
}
_NO_ATTRIBUTES = ["", [], []]
_TAB = {
    MemoFormat.DOCX: {"t": "RawInline", "c": ["openxml", "<w:r><w:tab/></w:r>"]},
    MemoFormat.ODT: {"t": "RawInline", "c": ["opendocument", "<text:tab/>"]},
}


def document_of(memo: Memo, form: MemoFormat, quotes: bool) -> dict[str, Any]:
    """``meta`` and ``blocks`` for pandoc; ``quotes`` puts the quotations in the footnotes."""
    return _Writer(memo, form, quotes).document()


@dataclass(frozen=True, slots=True)
class _Writer:
    memo: Memo
    form: MemoFormat
    quotes: bool

    def document(self) -> dict[str, Any]:
        fields = self.memo.fields
        title = self._text(fields.subject) or self._text(UNTITLED)
        language = {"t": "MetaString", "c": LANGUAGE}
        meta = {"title": {"t": "MetaInlines", "c": title}, "lang": language}
        blocks = [
            *([_heading(1, title)] if self.form is MemoFormat.MARKDOWN else []),
            *self._fields(fields),
            *(block for section in self.memo.sections for block in self._section(section)),
            *self._sources(),
        ]
        if self.form is MemoFormat.HTML and any(map(_has_note, self._statements())):
            blocks.append(self._heading(1, NOTES, NOTES_ID))
        return {"meta": meta, "blocks": blocks}

    def _statements(self) -> Iterator[Statement]:
        return (item for section in self.memo.sections for item in section.statements)

    def _text(self, text: str) -> list[Element]:
        return markdown_inlines(text) if self.form is MemoFormat.MARKDOWN else inlines(text)

    def _heading(self, level: int, text: str, identifier: str = "") -> Element:
        """A heading; where the title is a heading too, below that."""
        below_title = self.form in (MemoFormat.MARKDOWN, MemoFormat.HTML)
        return _heading(level + below_title, self._text(text), identifier)

    def _fields(self, fields: MemoFields) -> list[Element]:
        named = [("Aan", fields.to), ("Van", fields.sender), ("Datum", fields.date)]
        pairs = [*named, ("Onderwerp", fields.subject), *fields.extra]
        lines = [_para(self._field(label, text)) for label, text in pairs]
        if self.form is MemoFormat.MARKDOWN:
            return lines
        attributes = ["", ["velden"], [["custom-style", FIELD_STYLE]]]
        return [{"t": "Div", "c": [attributes, lines]}]

    def _field(self, label: str, text: str) -> list[Element]:
        name = self._text(f"{label}:")
        gap = _TAB.get(self.form, SPACE)
        if self.form is MemoFormat.MARKDOWN:
            return [{"t": "Strong", "c": name}, gap, *self._text(text)]
        attributes = ["", ["naam"], [["custom-style", LABEL_STYLE]]]
        return [{"t": "Span", "c": [attributes, name]}, gap, *self._text(text)]

    def _section(self, section: MemoSection) -> Iterator[Element]:
        yield self._heading(1, section.part)
        listed = section.part in _LISTED
        if section.part is not MemoPart.ROUTE:
            yield from self._blocks(section.statements, listed)
            return
        yield from self._blocks([item for item in section.statements if item.role is None], listed)
        for role in Role:
            if found := [item for item in section.statements if item.role is role]:
                yield self._heading(2, _FOR[role])
                yield from self._blocks(found, listed)

    def _blocks(self, statements: Sequence[Statement], listed: bool) -> Iterator[Element]:
        """Paragraphs, or list items; what the program says of itself is never an item."""
        for in_list, group in groupby(
            statements, lambda item: listed and item.standing is not Standing.NOTICE
        ):
            paragraphs = [_para(self._sentence(item)) for item in group]
            if in_list:
                yield {"t": "BulletList", "c": [[paragraph] for paragraph in paragraphs]}
            else:
                yield from paragraphs

    def _sentence(self, statement: Statement) -> list[Element]:
        sentence = self._text(statement.text)
        if statement.standing is Standing.UNCONFIRMED:
            sentence += [SPACE, {"t": "Strong", "c": self._text(UNCONFIRMED_MARK)}]
        return [*sentence, self._note(statement)] if _has_note(statement) else sentence

    def _note(self, statement: Statement) -> Element:
        said = remark(statement)
        paragraphs = [_para(self._text(said))] if said else []
        for line in source_lines(self.memo, statement, self.quotes):
            rest = f" · {line.place}" if line.place else ""
            rest += f": “{line.quote}”" if line.quote else ""
            paragraphs.append(_para([{"t": "Emph", "c": self._text(line.title)}, *self._text(rest)]))
        return {"t": "Note", "c": paragraphs}

    def _sources(self) -> list[Element]:
        if not self.memo.sources:
            return []
        of_column = ["", [], [["scope", "col"]]]
        header = [_cell(self._text(name), of_column) for name, _ in _COLUMNS]
        rows = [
            [_NO_ATTRIBUTES, [_cell(self._text(text)) for text in row]]
            for row in _source_rows(self.memo.sources)
        ]
        head = [_NO_ATTRIBUTES, [[_NO_ATTRIBUTES, header]]]
        widths = [[{"t": "AlignLeft"}, {"t": "ColWidth", "c": share}] for _, share in _COLUMNS]
        body = [_NO_ATTRIBUTES, 0, [], rows]
        table = [_NO_ATTRIBUTES, [None, []], widths, head, [body], [_NO_ATTRIBUTES, []]]
        return [self._heading(1, SOURCES), {"t": "Table", "c": table}]


def _has_note(statement: Statement) -> bool:
    return statement.standing is not Standing.NOTICE


def _source_rows(sources: Iterable[Citation]) -> Iterator[tuple[str, str, str]]:
    """Title, date and pages of each publication, in the order of its first source."""
    by_publication: dict[str, list[Citation]] = {}
    for source in sources:
        by_publication.setdefault(source.publication, []).append(source)
    for found in by_publication.values():
        numbers = sorted({source.page for source in found if source.page is not None})
        labels = dict.fromkeys(source.page_label for source in found if source.page is None)
        pages = [*map(str, numbers), *filter(None, labels)]
        date = found[0].date
        yield (
            found[0].title,
            dutch_date(date) if date else "onbekend",
            ", ".join(pages) or "zonder bladzijden",
        )


def _heading(level: int, text: list[Element], identifier: str = "") -> Element:
    return {"t": "Header", "c": [level, [identifier, [], []], text]}


def _para(text: list[Element]) -> Element:
    return {"t": "Para", "c": text}


def _cell(text: list[Element], attributes: Any = None) -> list[Any]:
    return [attributes or _NO_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": text}]]
