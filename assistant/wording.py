"""The fixed Dutch sentences of an answer, and its text as a whole."""

import re
from collections.abc import Iterable, Sequence

from assistant.answer import Citation, Claim, Part
from corpus.kinds import PassageKind

NOT_IN_SOURCES = "Dit staat niet in de bronnen die deze assistent heeft."
PARTLY_IN_SOURCES = (
    "Let op: het is niet zeker dat de bronnen uw vraag beantwoorden. Dit komt er het dichtst bij."
)
ENGLISH_QUESTION = "Uw vraag is in het Engels; het antwoord is in het Nederlands, net als de bronnen."
SOURCE_CHANGED = "Deze bron is veranderd of verwijderd nadat het antwoord gemaakt is. Stel uw vraag opnieuw."

_CONTACT_DETAIL = re.compile(r"\b0\d{1,3}[- ]?\d{6,8}\b|\S+@\S+\.\w+|\b(?:www\.|https?://|\w+\.nl\b)")
_YEAR = re.compile(r"\d{4}")


def contact_line(contact: str, date: str) -> str:
    """Whom to turn to, with the year in which that was right."""
    when = f" (dit adres is uit {date})" if date else ""
    return f"U kunt uw vraag stellen aan {contact}{when}."


def age_line(citations: Sequence[Citation]) -> str | None:
    """A line on the age of the sources, where the answer names people, offices or contact details."""
    changing = [
        citation
        for citation in citations
        if citation.kind is PassageKind.ORGANISATION or _CONTACT_DETAIL.search(citation.quote)
    ]
    years = sorted({match[0] for c in changing if (match := _YEAR.match(c.date or ""))})
    if not years:
        return None
    span = years[0] if len(years) == 1 else f"{years[0]} tot en met {years[-1]}"
    return (
        f"Let op: dit komt uit bronnen van {span}. Functies, namen en contactgegevens kunnen veranderd zijn."
    )


def answer_text(claims: Iterable[Claim], notes: Iterable[str]) -> str:
    """The answer as plain text: sentences with their marks, parts under their headings, notes last."""
    lines: list[str] = []
    part = Part.DIRECT
    for claim in claims:
        if claim.part is not part:
            part = claim.part
            lines += ["", f"{part.value}:"]
        marks = "".join(f"[{n}]" for n in claim.citations)
        lines.append(f"{'- ' if part is not Part.DIRECT else ''}{claim.text} {marks}")
    for note in notes:
        lines += ["", note]
    return "\n".join(lines).strip()
