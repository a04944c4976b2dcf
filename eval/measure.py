"""Asks golden questions of the assistant and of the standard chain, and records what came back."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from assistant.answer import Answer, Citation, Question
from assistant.assemble import Workspace
from corpus.errors import DenktankError
from corpus.library import Library
from eval import metrics
from eval.golden_set import GoldenQuestion
from eval.places import DEPTH, Passage, ranked
from eval.run_record import RecordedAnswer, RecordedClaim, RecordedQuestion, Run
from eval.standard_chain import StandardChain

FIRST_CLAIMS = 6
"""A nugget counts when it is in one of this many sentences: more is no answer but a search result."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Taken:
    """A golden question that takes part, with those of its places that are in the library."""

    question: GoldenQuestion
    places: tuple[Passage, ...]


def taking_part(questions: Iterable[GoldenQuestion], library: Library) -> tuple[Taken, ...]:
    """The questions out of scope, and those of which a source file is in the library.

    Raises:
        DenktankError: no question takes part, or two have the same id.
    """
    keys: dict[str, list[str]] = {}
    files = {}
    for entry in library.entries():
        keys.setdefault(entry.sha256, []).append(entry.key)
        files[entry.key] = entry.file
    found: dict[str, Taken | None] = {}
    for question in questions:
        if question.id in found:
            raise DenktankError(
                f"Twee vragen hebben hetzelfde kenmerk ({question.id}). Geef elke vraag een eigen 'id'."
            )
        places = tuple(
            Passage(key, files[key], place.page, place.start, place.end)
            for place in question.places
            for key in keys.get(place.sha256, ())
        )
        found[question.id] = Taken(question, places) if places or not question.in_scope else None
    taking = tuple(taken for taken in found.values() if taken)
    if not taking:
        raise DenktankError(
            "Bij deze documenten zijn geen vragen. Kies andere met --vragen, of voeg met --documenten de "
            "documenten toe waar de vragen over gaan."
        )
    return taking


def measure(
    workspace: Workspace,
    questions: Sequence[GoldenQuestion],
    chain: StandardChain | None = None,
    label: str = "",
    half: str = metrics.ALL,
    progress: Progress | None = None,
) -> Run:
    """Ask every question that takes part; the index of the workspace must be there.

    Args:
        workspace: whose assistant answers.
        questions: of the chosen half.
        chain: the peer, over the same library; ``None`` to leave it out.
        label: what the run is called in reports.
        half: the name of the chosen half, for the record.
        progress: gets how many questions are done and how many there are.

    Raises:
        DenktankError: there is no index, no question takes part, or two have the same id.
    """
    taken = taking_part(questions, workspace.library)
    asker = _Asker(workspace, chain)
    recorded = []
    for number, item in enumerate(taken, 1):
        recorded.append(asker.ask(item))
        if progress:
            progress(number, len(taken))
    return Run(
        made=datetime.now().astimezone().isoformat(timespec="seconds"),
        label=label,
        half=half,
        model=workspace.encoder.name,
        library=workspace.library.hashes(),
        questions=tuple(recorded),
        figures=metrics.figures(recorded),
        left_out=len(questions) - len(taken),
    )


class _Asker:
    """Asks one question at a time; keeps the texts of the library that quotations are checked in."""

    def __init__(self, workspace: Workspace, chain: StandardChain | None) -> None:
        self._assistant = workspace.assistant
        self._assistant.warm_up()
        self._chain = chain
        self._library = workspace.library
        self._pages = cache(self._read_pages)

    def ask(self, item: Taken) -> RecordedQuestion:
        """The question with its answer and both rankings."""
        golden = item.question
        answer = self._assistant.answer(Question(golden.question, golden.role))
        hits = self._assistant.search(golden.question, DEPTH)
        peer = self._chain.search(golden.question) if self._chain else None
        return RecordedQuestion(
            id=golden.id,
            question=golden.question,
            in_scope=golden.in_scope,
            tag=golden.tag,
            role=golden.role.value if golden.role else None,
            half=golden.half.value,
            answer=self._record(answer, item),
            ours=ranked([passage_of(hit) for hit in hits], item.places),
            peer=ranked(peer, item.places) if peer is not None else None,
        )

    def _record(self, answer: Answer, item: Taken) -> RecordedAnswer:
        citations = {citation.n: citation for citation in answer.citations}
        claims = [
            (claim.text, [citations[n] for n in claim.citations if n in citations]) for claim in answer.claims
        ]
        first = claims[:FIRST_CLAIMS]
        on_page = [(text, cited) for text, cited in first if _on_expected_page(cited, item.places)]
        return RecordedAnswer(
            outcome=answer.outcome.value,
            confidence=answer.confidence,
            claims=tuple(self._record_claim(text, cited) for text, cited in claims if cited),
            nuggets=nuggets_given(item.question.nuggets, [text for text, _ in first]),
            nuggets_on_page=nuggets_given(item.question.nuggets, [text for text, _ in on_page]),
            timings_ms=dict(answer.timings_ms),
        )

    def _record_claim(self, text: str, cited: Sequence[Citation]) -> RecordedClaim:
        """The claim with the first citation that has it verbatim, otherwise with the first."""
        found = next((citation for citation in cited if self._stands_there(text, citation)), None)
        shown = found or cited[0]
        return RecordedClaim(text, shown.file, shown.page, shown.start, shown.end, found is not None)

    def _stands_there(self, text: str, citation: Citation) -> bool:
        page = self._pages(citation.publication).get(citation.page, "")
        return text in page[citation.start : citation.end]

    def _read_pages(self, key: str) -> dict[int | None, str]:
        try:
            return {page.number: page.text for page in self._library.publication(key).pages}
        except DenktankError:  # taken out of the library after the index was built
            return {}


def passage_of(citation: Citation) -> Passage:
    """Where a citation stands."""
    return Passage(citation.publication, citation.file, citation.page, citation.start, citation.end)


def _on_expected_page(cited: Iterable[Citation], places: Iterable[Passage]) -> bool:
    return any(passage_of(citation).same_page(place) for citation in cited for place in places)


def nuggets_given(nuggets: Iterable[str], texts: Iterable[str]) -> tuple[bool, ...]:
    """Per nugget whether one of the texts contains it, whatever the case and the spaces."""
    said = [_plain(text) for text in texts]
    return tuple(any(_plain(nugget) in text for text in said) for nugget in nuggets)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
