"""Asks golden questions of the assistant without and with a language model, and measures the answers."""

import hashlib
import time
from collections.abc import Mapping, Sequence
from datetime import datetime

from assistant.answer import Answer, Question
from assistant.ask import EXTRACTIVE_MODEL, Assistant
from assistant.assemble import Workspace
from assistant.readability import readability
from eval import answer_metrics
from eval.answer_judge import Judge
from eval.answer_record import AnswersRun, AskedQuestion, MeasuredAnswer
from eval.golden_set import GoldenQuestion
from eval.measure import FIRST_CLAIMS, Progress, Taken, nuggets_given, passage_of, taking_part


def systems(workspace: Workspace, chat_model: str) -> dict[str, Assistant]:
    """The assistants to compare, by the name of what writes their answers; the extractive one first.

    Args:
        workspace: with the index, and with settings that name no chat model.
        chat_model: as in the settings; empty for none.

    Raises:
        DenktankError: the chat model cannot be used.
    """
    found = {EXTRACTIVE_MODEL: workspace.assistant}
    if chat_model:
        other = Workspace(workspace.settings.model_copy(update={"chat_model": chat_model}))
        # The same index and the same vector model, so that only the writing differs.
        other.encoder, other.current = workspace.encoder, workspace.current
        found[chat_model] = other.assistant
    return found


def measure_answers(
    workspace: Workspace,
    assistants: Mapping[str, Assistant],
    questions: Sequence[GoldenQuestion],
    most: int | None = None,
    label: str = "",
    half: str = "",
    progress: Progress | None = None,
) -> AnswersRun:
    """Ask every question that takes part of every assistant, one after the other.

    Args:
        workspace: with the index that the assistants answer from.
        assistants: by name, at least one.
        questions: of the chosen half.
        most: questions at most; ``None`` for all.
        label: what the run is called.
        half: the name of the chosen half, for the record.
        progress: gets how many questions are done and how many there are.

    Raises:
        DenktankError: there is no index, no question takes part, two have the same id, or the index
            was built anew while measuring.
    """
    possible = taking_part(questions, workspace.library)
    taken = chosen(possible, most)
    asked = []
    with workspace.current.use() as index:
        judge = Judge(index, workspace.encoder)
        for assistant in assistants.values():
            assistant.warm_up()
        for number, item in enumerate(taken, 1):
            answers = {name: _measured(assistant, item, judge) for name, assistant in assistants.items()}
            asked.append(_asked(item.question, answers))
            if progress:
                progress(number, len(taken))
    names = tuple(assistants)
    return AnswersRun(
        made=datetime.now().astimezone().isoformat(timespec="seconds"),
        label=label,
        half=half,
        model=workspace.encoder.name,
        library=workspace.library.hashes(),
        systems=names,
        questions=tuple(asked),
        figures={name: answer_metrics.figures(asked, name) for name in names},
        differences=answer_metrics.differences(asked, names[0], names[-1]) if names[1:] else {},
        possible=len(possible),
        left_out=len(questions) - len(possible),
    )


def chosen(taken: Sequence[Taken], most: int | None) -> list[Taken]:
    """At most ``most`` questions; which follows from a hash, so it stays when others come or go."""
    if most is None:
        return list(taken)
    return sorted(taken, key=lambda item: _hash(item.question))[:most]


def _hash(question: GoldenQuestion) -> str:
    return hashlib.blake2b(f"{question.id} {question.question}".encode(), digest_size=8).hexdigest()


def _measured(assistant: Assistant, item: Taken, judge: Judge) -> MeasuredAnswer:
    question = Question(item.question.question, item.question.role)
    started = time.perf_counter()
    grown = [(_milliseconds(started), answer) for answer in assistant.stream(question)]
    total, answer = grown[-1]
    # Also sentences that were let through before quotations took over.
    accepted = max(sum(claim.generated for claim in one.claims) for _, one in grown)
    sentences = judge.sentences(answer)
    text = "\n".join(" ".join(one.text.split()) for one in sentences)
    generated = any(claim.generated for claim in answer.claims)
    return MeasuredAnswer(
        outcome=answer.outcome.value,
        sentences=sentences,
        nuggets=nuggets_given(item.question.nuggets, [claim.text for claim in answer.claims[:FIRST_CLAIMS]]),
        on_page=_on_expected_page(answer, item),
        words=len(text.split()),
        readability=readability(text),
        drafted=accepted + len(answer.unconfirmed),
        left_out=len(answer.unconfirmed),
        fell_back=not generated if answer.destination else None,
        first_ms=next((after for after, one in grown if one.claims), None),
        total_ms=total,
        notes=answer.notes,
    )


def _asked(golden: GoldenQuestion, answers: dict[str, MeasuredAnswer]) -> AskedQuestion:
    return AskedQuestion(
        id=golden.id,
        question=golden.question,
        in_scope=golden.in_scope,
        tag=golden.tag,
        role=golden.role.value if golden.role else None,
        half=golden.half.value,
        answers=answers,
    )


def _milliseconds(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 1)


def _on_expected_page(answer: Answer, item: Taken) -> bool:
    """Whether one of the first claims cites one of the expected pages."""
    wanted = {n for claim in answer.claims[:FIRST_CLAIMS] for n in claim.citations}
    cited = [passage_of(citation) for citation in answer.citations if citation.n in wanted]
    return any(passage.same_page(place) for passage in cited for place in item.places)
