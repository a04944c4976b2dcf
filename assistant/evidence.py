"""What the retriever found, as plain values; the only place that reads LangChain documents."""

from dataclasses import dataclass

from langchain_core.documents import Document

from assistant.answer import Citation
from corpus.kinds import PassageKind, Role


@dataclass(frozen=True, slots=True)
class EvidenceSentence:
    """A sentence of a found passage; positions are offsets in the text of its page."""

    number: int
    text: str
    start: int
    end: int
    quotable: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """A found passage with its place, its scores and its sentences.

    ``number`` is that of its chunk in the index.
    ``score`` is 1 for the best passage and lower for others; ``similarity`` the cosine with the question.
    """

    number: int
    publication: str
    title: str
    file: str
    kind: PassageKind
    roles: tuple[Role, ...]
    section: tuple[str, ...]
    page: int | None
    page_label: str | None
    date: str | None
    text: str
    start: int
    end: int
    score: float
    similarity: float
    sentences: tuple[EvidenceSentence, ...]
    from_startcorpus: bool = False

    def cite(self, n: int, start: int, end: int, score: float) -> Citation:
        """A citation of the characters ``[start, end)`` of the page."""
        return Citation(
            n=n,
            publication=self.publication,
            title=self.title,
            file=self.file,
            kind=self.kind,
            section=self.section,
            page=self.page,
            page_label=self.page_label,
            quote=self.text[start - self.start : end - self.start],
            start=start,
            end=end,
            score=round(score, 4),
            date=self.date,
        )

    def cite_whole(self, n: int) -> Citation:
        """A citation of the whole passage."""
        return self.cite(n, self.start, self.end, self.score)


def from_document(document: Document) -> Evidence:
    """The evidence in a document of the hybrid retriever."""
    found = document.metadata
    text, offset = document.page_content, found["start"]
    return Evidence(
        number=found["number"],
        publication=found["publication"],
        title=found["title"],
        file=found["file"],
        kind=PassageKind(found["kind"]),
        roles=tuple(Role(role) for role in found["roles"]),
        section=tuple(found["section"]),
        page=found["page"],
        page_label=found["page_label"],
        date=found["date"],
        text=text,
        start=offset,
        end=found["end"],
        score=found["score"],
        similarity=found["similarity"],
        sentences=tuple(
            EvidenceSentence(
                number=item["number"],
                text=text[item["start"] - offset : item["end"] - offset],
                start=item["start"],
                end=item["end"],
                quotable=item["quotable"],
            )
            for item in found["sentences"]
        ),
        from_startcorpus=found["startcorpus"],
    )
