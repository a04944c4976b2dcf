"""A small assistant for tests: its questions decide what happens, without any index or model."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from io import BytesIO

from PIL import Image

from assistant import wording
from assistant.answer import (
    Answer,
    Citation,
    Claim,
    Length,
    Outcome,
    Part,
    Question,
    SourcePage,
    Unconfirmed,
)
from assistant.conversation import History, Kind, Standalone
from assistant.source_place import SourcePlace
from corpus.boxes import Box
from corpus.errors import DenktankError
from corpus.kinds import PassageKind, Role
from corpus.page_image import PageImage
from index.reading import Heading, Hit, Hits, PageName
from ui.source_link import source_url

QUOTE = "Betrek de raad vroeg bij de regionale agenda."
PAGE = (
    "Samen aan tafel\n\n"
    + "Een regio is van niemand en van iedereen. " * 60
    + f"\n\n{QUOTE} Daarna volgt de rest.\n\n"
    + "Wie meedoet, brengt iets mee. " * 60
)
BOX = Box(60, 500, 400, 515)
"""Where any quotation is drawn, in points."""
CHANGED = "0" * 12
"""The hash of a quotation that no longer stands there."""
UNDRAWABLE = 20
"""The page that cannot be drawn."""
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
    changed = {"publication": changes["title"]} if "title" in changes else {}
    return replace(plain, **changed, **changes)  # type: ignore[arg-type]


def links(citations: Iterable[Citation]) -> list[str]:
    """The addresses that open these citations."""
    return [source_url(SourcePlace.of(one)) for one in citations]


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


def model_answer(question: str, text: str = "") -> Answer:
    """An answer in the words of a language model elsewhere; ``text`` stands for all that others wrote."""
    full = full_answer(question)
    return replace(
        full,
        claims=tuple(
            replace(claim, text=text or claim.text, generated=True, support=0.9) for claim in full.claims
        ),
        model=text or "openai:proefmodel",
        destination=f"naar {text or 'model.example.nl'}",
        unconfirmed=(
            Unconfirmed(text or "Er zijn 12 wegwijzers.", (("getal", text or "12"),)),
            Unconfirmed(
                text or "De raad beslist nooit mee.", (("ontkenning", "nooit"), (text or "nieuw", ""))
            ),
        ),
        replaced=((text or "[NAAM-1]", text or "Jan de Vries"), ("[E-MAIL-1]", "jan@example.nl")),
    )


NEXT = ("Hoe maak je een regionale agenda?", "Welke dilemma's zijn er?")
"""Offered under every answer that the sources give."""


class FakeAssistant:
    """Answers every question alike, except the ones below.

    ``asked`` are the questions that came, and ``cancelled`` those that nobody waited for any more.
    """

    def __init__(self) -> None:
        self.asked: list[Question] = []
        self.cancelled: list[str] = []

    def follow_up(
        self, text: str, history: History, cancelled: Callable[[], bool] = lambda: False
    ) -> Standalone:
        last = history.last
        match text:
            case "dank u wel":
                return Standalone(text, Kind.SMALL_TALK, reply="Graag gedaan.")
            case "ik ben ambtenaar":
                return Standalone(text, Kind.SMALL_TALK, role=Role.OFFICIAL, reply="Ik houd er rekening mee.")
            case "en voor een wethouder?" if last:
                return Standalone(
                    f"{last.standalone} (wethouder)", Kind.ROLE, role=Role.ALDERMAN, rewritten=True
                )
            case "korter en simpeler" if last:
                return Standalone(last.standalone, Kind.FORM, length=Length.SHORT, plain=True, rewritten=True)
            case "vijandig vervolg":
                return Standalone(HOSTILE, Kind.REFERENCE, rewritten=True)
            case "begrip kapot":
                raise RuntimeError("geheim detail")
        return Standalone(text)

    def suggestions(self, answer: Answer, history: History, role: Role | None) -> tuple[str, ...]:
        assert role is self.asked[-1].role
        assert history.last is not None and history.last.standalone == answer.question
        if answer.question == "suggesties kapot":
            raise RuntimeError("geheim detail")
        if answer.question == "vijandig taalmodel":
            return (HOSTILE,)
        if answer.question == "traag verder":
            time.sleep(1.5)
        return NEXT if answer.outcome is Outcome.ANSWERED else ()

    def stream(self, question: Question, cancelled: Callable[[], bool] = lambda: False) -> Iterator[Answer]:
        self.asked.append(question)
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
            case "taalmodel":
                yield from self._growing(model_answer(question.text))
            case "lange titel":
                title = "Hoe betrek je de raad bij regionale samenwerking met veel gemeenten? " * 2
                yield replace(full_answer(question.text), citations=(citation(1, title=title),))
            case "lang":
                easy = Claim("De raad hoort er vroeg bij en wil weten wat er in de regio gebeurt.", (1,))
                yield replace(full_answer(question.text), claims=(easy, easy))
            case "sturend":
                yield model_answer(question.text, "Rood \x1b[31m en \x1b]0;titel\x07.")
            case "vijandig taalmodel":
                yield model_answer(question.text, HOSTILE)
            case "wacht":
                deadline = time.monotonic() + 60
                while not cancelled() and time.monotonic() < deadline:
                    time.sleep(0.02)
                if cancelled():
                    self.cancelled.append(question.text)
            case "langzaam":
                yield from self._slowly(question.text)
            case "hangt":
                time.sleep(20)
                yield full_answer(question.text)
            case text:
                yield from self._growing(full_answer(text))

    def answer(self, question: Question, cancelled: Callable[[], bool] = lambda: False) -> Answer:
        *_, whole = self.stream(question, cancelled)
        return whole

    def source_at(self, place: SourcePlace) -> SourcePage:
        hostile = place.publication == HOSTILE
        plain = citation() if place.publication == "handreiking" else citation(title=place.publication)
        if place.quote_hash == CHANGED:
            raise DenktankError(wording.SOURCE_CHANGED)
        return SourcePage(
            title=plain.title,
            section=plain.section,
            page=place.page,
            page_label=plain.page_label,
            date=plain.date,
            publisher="VNG",
            links=("javascript:window.hacked=1", "https://vng.nl/denktank"),
            text=HOSTILE * 3 if hostile else PAGE,
            start=len(HOSTILE) if hostile else place.start,
            end=2 * len(HOSTILE) if hostile else place.end,
            sha256="a" * 64,
            width=None if place.page is None else 595.0,
            height=None if place.page is None else 842.0,
            boxes=(BOX,) if place.page is not None and place.end else (),
            kind=plain.kind,
        )

    def pages(self, publication: str) -> tuple[PageName, ...]:
        if publication == "weg":
            return ()
        if publication == "Wat is de routekaart?":
            return (PageName(None, None),)
        return tuple(PageName(number, None) for number in range(1, 21))

    def headings(self, publication: str) -> tuple[Heading, ...]:
        title = HOSTILE if publication == HOSTILE else "Wegwijzers"
        return (Heading(title, 1, 14, 0), Heading("De raad", 2, 14, PAGE.index(QUOTE)))

    def find(self, publication: str, words: str) -> Hits:
        start = PAGE.index(QUOTE)
        found = HOSTILE if publication == HOSTILE else QUOTE
        hit = Hit(PageName(14, "12"), start, start + len(QUOTE), "Voor. ", found, " Na.")
        return Hits((hit,), False) if words in found else Hits((), False)

    def image(self, publication: str, sha256: str, page: int | None, start: int, end: int) -> PageImage:
        if page == UNDRAWABLE:
            raise DenktankError("De bladzijde kan niet getekend worden.")
        drawn = Image.new("RGB", (595, 842), "white")
        if end > start:
            drawn.paste((255, 235, 59), tuple(round(side) for side in BOX))  # type: ignore[arg-type]
        buffer = BytesIO()
        drawn.save(buffer, "PNG")
        return PageImage.of(buffer.getvalue())

    def _growing(self, answer: Answer) -> Iterator[Answer]:
        for count in range(1, len(answer.claims)):
            yield replace(answer, claims=answer.claims[:count], notes=(), unconfirmed=(), complete=False)
        yield answer

    def _slowly(self, question: str) -> Iterator[Answer]:
        claims: tuple[Claim, ...] = ()
        for count in range(1, 200):
            claims = (*claims, Claim(f"Dit is zin {count}.", (1,)))
            yield Answer(question, Outcome.ANSWERED, "", claims, (citation(1),), complete=False)
            time.sleep(0.1)
