"""A memo from answers that were given before: of a conversation, or some that were chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Citation, Claim, Part
from assistant.memo import notices
from assistant.memo.checking import Checking
from assistant.memo.drafting import MemoDraft, part_of
from assistant.memo.values import Memo, MemoFields, MemoPart, Statement
from corpus.clean import one_line
from corpus.errors import DenktankError
from corpus.kinds import Role

_CHANGED = (
    "Dit gesprek is veranderd nadat het is bewaard: “{}” is niet wat er in de bron staat. "
    "Stel de vraag opnieuw."
)
_NOTHING = "In dit gesprek staat geen antwoord om een memo van te maken. Stel eerst een vraag."


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer, and whom it was for."""

    question: str
    answer: Answer
    role: Role | None = None


def memo_of_answers(answered: Sequence[Answered], fields: MemoFields, checking: Checking) -> Memo:
    """The memo, in which every citation of a sentence is kept; nothing of an answer is believed.

    Raises:
        DenktankError: no answers, a source that is no longer what it was, or a quotation that was changed.
    """
    if not answered:
        raise DenktankError(_NOTHING)
    draft = MemoDraft()
    if any(one.answer.claims for one in answered):
        draft.say(MemoPart.OCCASION, notices.questions([one.question for one in answered]))
    taken = [(one, _verified(one.answer, checking)) for one in answered]
    # The first sentence of each answer says most, and the core is for what says most.
    rest = []
    for one, cited in taken:
        for place, claim in enumerate(one.answer.claims):
            leads = place == 0 or (claim.generated and claim.part is Part.DIRECT)
            if leads and draft.has_room_in_core(claim.text):
                _add(draft, MemoPart.CORE, one, claim, cited, checking)
            else:
                rest.append((one, claim, cited))
    for one, claim, cited in rest:
        part = part_of(cited[claim.citations[0]].kind)
        _add(draft, part, one, claim, cited, checking)
    for one, _ in taken:
        _say_what_is_missing(draft, one)
    return draft.memo(fields)


def _verified(answer: Answer, checking: Checking) -> dict[int, Citation]:
    """The citations of the claims by number, as the index has them."""
    cited = {citation.n: citation for citation in answer.citations}
    used = dict.fromkeys(n for claim in answer.claims for n in claim.citations)
    for claim in answer.claims:
        quotes = [one_line(cited[n].quote) for n in claim.citations if n in cited]
        if len(quotes) != len(claim.citations) or not quotes:
            raise DenktankError(_CHANGED.format(one_line(claim.text)[:80]))
        if not claim.generated and one_line(claim.text) not in quotes:
            raise DenktankError(_CHANGED.format(one_line(claim.text)[:80]))
    return {n: checking.verified(cited[n]) for n in used}


def _add(
    draft: MemoDraft,
    part: MemoPart,
    one: Answered,
    claim: Claim,
    cited: dict[int, Citation],
    checking: Checking,
) -> None:
    sources = [cited[n] for n in claim.citations]
    role = checking.role(sources[0], one.role) if part is MemoPart.ROUTE else None
    statement = Statement(one_line(claim.text), role=role, generated=claim.generated)
    draft.add(part, statement, sources)


def _say_what_is_missing(draft: MemoDraft, one: Answered) -> None:
    if not one.answer.claims:
        draft.say(MemoPart.NOT_IN_SOURCES, notices.no_answer(one.question))
        return
    for note in one.answer.notes:
        told = notices.from_note(note, one.question)
        if told is not None:
            draft.say(MemoPart.OCCASION if notices.is_unsure(told) else MemoPart.NOT_IN_SOURCES, told)
