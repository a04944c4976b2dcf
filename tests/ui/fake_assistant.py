"""A small assistant for tests: its questions decide what happens, without any index or model."""

import time
from collections.abc import Iterator
from dataclasses import replace

from assistant import wording
from assistant.answer import Answer, Citation, Claim, Outcome, Part, Question, SourcePage
from corpus.errors import DenktankError
from corpus.kinds import PassageKind

QUOTE = "Betrek de raad vroeg bij de regionale agenda."
PAGE = (
    "Samen aan tafel\n\n"
    + "Een regio is van niemand en van iedereen. " * 60
    + f"\n\n{QUOTE} Daarna volgt de rest.\n\n"
    + "Wie meedoet, brengt iets mee. " * 60
)
HOSTILE = (
    '<img src="http://evil.example/x.png" onerror="window.hacked=1"> <script>window.hacked=1</script> '
    '<form action="http://evil.example/"><button>Log in</button></form> [klik](javascript:window.hacked=1) '
    "![x](http://evil.example/y.png) # Kop **vet** https://evil.example/ ${window.hacked=1} {{value}} "
    "<iframe src=//evil.example></iframe> &lt;b&gt; $x^2$ `code` \u202etxt.exe"
)


def citation(n: int = 1, **changes: object) -> Citation:
    """A citation of the page above."""
    start = PAGE.index(QUOTE)
    plain = Citation(
        n=n,
        publication="handreiking",
        title="Werkende samenwerking",
        file="handreiking.pdf",
        kind=PassageKind.LESSON,
        section=("Wegwijzers", "De raad"),
        page=14,
        page_label="12",
        quote=QUOTE,
        start=start,
        end=start + len(QUOTE),
        score=0.9,
        date="2018-06-28",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def full_answer(question: str) -> Answer:
    """An answer with all parts, a note and two sources."""
    return Answer(
        question=question,
        outcome=Outcome.ANSWERED,
        text="De raad hoort er vroeg bij.",
        claims=(
            Claim("De raad hoort er vroeg bij.", (1,)),
            Claim("Een les is om samen te beginnen.", (1, 2), Part.LESSONS),
            Claim("Zet de raad op de routekaart.", (2,), Part.ROUTE),
        ),
        citations=(citation(1), citation(2, title="Brief van de VNG", page=1, page_label=None)),
        notes=("De bronnen zijn uit 2018.",),
    )


def partial_answer(question: str) -> Answer:
    """An answer to part of a question in which a word was misspelled."""
    read, warning, age = (
        wording.searched_for("raadsleden"),
        wording.words_not_covered(["kernenergie"]),
        "Let op: dit komt uit bronnen van 2018. Functies, namen en contactgegevens kunnen veranderd zijn.",
    )
    full = full_answer(question)
    return replace(
        full,
        outcome=Outcome.PARTIAL,
        citations=(replace(full.citations[0], kind=PassageKind.ORGANISATION), full.citations[1]),
        notes=(read, warning, age),
        corrections=(("raadleden", "raadsleden"),),
        confidence=0.4,
    )


def refusal(question: str) -> Answer:
    """A refusal with three passages that come near, and whom to turn to."""
    notes = (wording.not_in_sources(["kernenergie"]), "U kunt uw vraag stellen aan denktank@vng.nl.")
    return Answer(
        question,
        Outcome.NOT_IN_SOURCES,
        text=wording.answer_text((), notes),
        notes=notes,
        confidence=0.1,
        nearest=(
            citation(1),
            citation(2, title="Brief van de VNG", page=1, page_label=None),
            citation(3, title="Wat is de routekaart?", page=None, page_label=None, section=()),
        ),
    )


class FakeAssistant:
    """Answers every question alike, except the ones below."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def stream(self, question: Question) -> Iterator[Answer]:
        self.asked.append(question.text)
        match question.text:
            case "kapot":
                raise RuntimeError("geheim detail")
            case "halverwege kapot":
                yield replace(full_answer(question.text), complete=False)
                raise RuntimeError("geheim detail")
            case "leeg corpus":
                raise DenktankError("Er zijn nog geen bronnen. Voeg eerst een publicatie toe.")
            case "onbekend":
                yield refusal(question.text)
            case "gedeeltelijk":
                yield from self._growing(partial_answer(question.text))
            case "vijandig en onbekend":
                yield replace(
                    refusal(question.text),
                    nearest=(citation(1, title=HOSTILE, section=(HOSTILE,), quote=HOSTILE),),
                )
            case "vijandig":
                yield replace(
                    full_answer(question.text),
                    text=HOSTILE,
                    claims=(Claim(HOSTILE, (1,)), Claim(HOSTILE, (1,), Part.LESSONS)),
                    citations=(citation(1, title=HOSTILE, section=(HOSTILE,)),),
                    notes=(HOSTILE,),
                )
            case "langzaam":
                yield from self._slowly(question.text)
            case "hangt":
                time.sleep(20)
                yield full_answer(question.text)
            case text:
                yield from self._growing(full_answer(text))

    def answer(self, question: Question) -> Answer:
        *_, whole = self.stream(question)
        return whole

    def source(self, citation: Citation) -> SourcePage:
        if citation.n == 9:
            raise DenktankError("Deze publicatie is verwijderd.")
        hostile = citation.title == HOSTILE
        return SourcePage(
            title=citation.title,
            section=citation.section,
            page=citation.page,
            page_label=citation.page_label,
            date=citation.date,
            publisher="VNG",
            links=("javascript:window.hacked=1", "https://vng.nl/denktank"),
            text=HOSTILE * 3 if hostile else PAGE,
            start=len(HOSTILE) if hostile else citation.start,
            end=2 * len(HOSTILE) if hostile else citation.end,
        )

    def _growing(self, answer: Answer) -> Iterator[Answer]:
        for count in range(1, len(answer.claims)):
            yield replace(answer, claims=answer.claims[:count], notes=(), complete=False)
        yield answer

    def _slowly(self, question: str) -> Iterator[Answer]:
        claims: tuple[Claim, ...] = ()
        for count in range(1, 200):
            claims = (*claims, Claim(f"Dit is zin {count}.", (1,)))
            yield Answer(question, Outcome.ANSWERED, "", claims, (citation(1),), complete=False)
            time.sleep(0.1)
