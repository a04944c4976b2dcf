"""The fixed Dutch sentences of an answer, and its text as a whole."""

import re
from collections.abc import Iterable, Sequence

from assistant.answer import Citation, Claim, Part
from corpus.kinds import PassageKind

NOT_IN_SOURCES = "Dit staat niet in de bronnen die deze assistent heeft."
NEAREST_PASSAGES = "Dit komt er het dichtst bij:"
PARTLY_IN_SOURCES = (
    "Let op: het is niet zeker dat de bronnen uw vraag beantwoorden. Dit komt er het dichtst bij."
)
ENGLISH_QUESTION = "Uw vraag is in het Engels; het antwoord is in het Nederlands, net als de bronnen."
NOT_CONFIRMED = "Het antwoord van het taalmodel wordt niet door de bronnen bevestigd."
QUOTED_INSTEAD = "Daarom staan hier zinnen uit de bronnen zelf."
CANCELLED = "Er is gestopt voordat er een antwoord was."
UNFINISHED = "Dit antwoord is dus niet af."
NO_MODEL = "Uw vragen blijven op deze computer. Antwoorden zijn letterlijke zinnen uit de bronnen."
SOURCE_CHANGED = "Deze bron is veranderd of verwijderd nadat het antwoord gemaakt is. Stel uw vraag opnieuw."
WORDS_NOT_COVERED = "Let op: over {} zeggen de bronnen niets. Het antwoord gaat over de rest van uw vraag."
NAMES_NOT_QUOTED = (
    "Let op: {} staat niet in de aangehaalde passages. "
    "Misschien klopt er iets niet aan de vraag, of staat het antwoord er niet bij."
)
PARTS_NOT_COVERED = "Dit staat niet in de bronnen: {}"
AGE = "Let op: dit komt uit bronnen van {}. Functies, namen en contactgegevens kunnen veranderd zijn."

_CONTACT_DETAIL = re.compile(r"\b0\d{1,3}[- ]?\d{6,8}\b|\S+@\S+\.\w+|\b(?:www\.|https?://|\w+\.nl\b)")
_YEAR = re.compile(r"\d{4}")


def destination_line(model: str, host: str, local: bool) -> str:
    """Where a question goes when a language model writes the answer."""
    checked = "Elke zin wordt daarna hier gecontroleerd met de bron."
    if local:
        return f"Uw vragen blijven op deze computer. Het taalmodel {model} schrijft de antwoorden. {checked}"
    return (
        f"Let op: uw vraag gaat naar {host}, zonder namen en nummers van personen. Een taalmodel ({model}) "
        f"schrijft daar het antwoord. {checked}"
    )


def question_cut(characters: int) -> str:
    """Tells that the language model did not get the whole question."""
    return f"Uw vraag is lang: het taalmodel kreeg de eerste {characters} tekens."


def searched_for(word: str) -> str:
    """Tells that a misspelled word was read as this one."""
    return f"Gezocht op “{word}”."


def not_in_sources(unknown: Sequence[str]) -> str:
    """A refusal, with the words of the question that the sources nowhere use."""
    if not unknown:
        return NOT_IN_SOURCES
    return f"{NOT_IN_SOURCES} Over {listed(unknown)} zeggen de bronnen niets."


def words_not_covered(unknown: Sequence[str]) -> str:
    """Tells which words of a question the answer says nothing about."""
    return WORDS_NOT_COVERED.format(listed(unknown))


def names_not_quoted(names: Sequence[str]) -> str:
    """Tells which names and numbers of a question are in no quoted passage: it may rest on a mistake."""
    return NAMES_NOT_QUOTED.format(listed(names))


def parts_not_covered(questions: Sequence[str]) -> str:
    """Tells which of several questions the sources do not answer."""
    return PARTS_NOT_COVERED.format(" ".join(f"“{question}”" for question in questions))


def listed(words: Sequence[str]) -> str:
    """Words in a sentence, each once and between quotation marks."""
    quoted = [f"“{word}”" for word in dict.fromkeys(words)]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} en {quoted[-1]}"


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
    return AGE.format(span)


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
