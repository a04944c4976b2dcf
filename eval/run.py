"""Asks the golden questions and counts: outcome right, nugget given, right file cited.

``python -m eval.run smoke`` prints the figures of a set; more measures come with the evaluation
proper.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Outcome, Question
from assistant.ask import Assistant
from eval import golden_set
from eval.golden_set import GoldenQuestion


@dataclass(frozen=True, slots=True)
class Result:
    """How one golden question was answered; ``nugget`` and ``file`` only count in scope."""

    question: GoldenQuestion
    answer: Answer

    @property
    def answered(self) -> bool:
        """Whether anything but a refusal was given."""
        return self.answer.outcome is not Outcome.NOT_IN_SOURCES

    @property
    def nugget(self) -> bool:
        """Whether one of the nuggets is in the claims."""
        said = " ".join(claim.text for claim in self.answer.claims).casefold()
        return any(nugget.casefold() in said for nugget in self.question.nuggets)

    @property
    def all_nuggets(self) -> bool:
        """Whether every nugget is in the claims."""
        said = " ".join(claim.text for claim in self.answer.claims).casefold()
        return all(nugget.casefold() in said for nugget in self.question.nuggets)

    @property
    def file(self) -> bool:
        """Whether the expected file is cited."""
        return any(citation.file == self.question.file for citation in self.answer.citations)


def ask_all(assistant: Assistant, questions: Iterable[GoldenQuestion]) -> list[Result]:
    """The questions with their answers."""
    return [Result(item, assistant.answer(Question(item.question, item.role))) for item in questions]


def summary(results: Sequence[Result]) -> dict[str, tuple[int, int]]:
    """Counts as (good, of how many)."""
    inside = [result for result in results if result.question.in_scope]
    outside = [result for result in results if not result.question.in_scope]
    return {
        "binnen de bronnen beantwoord": (sum(r.answered for r in inside), len(inside)),
        "een van de kernwoorden gegeven": (sum(r.nugget for r in inside), len(inside)),
        "alle kernwoorden gegeven": (sum(r.all_nuggets for r in inside), len(inside)),
        "het juiste bestand geciteerd": (sum(r.file for r in inside), len(inside)),
        "buiten de bronnen geweigerd": (sum(not r.answered for r in outside), len(outside)),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures of a set over the library of ``DENKTANK_HOME``."""
    from assistant.assemble import Workspace
    from assistant.quiet import silence
    from assistant.settings import load_settings

    parser = argparse.ArgumentParser(prog="python -m eval.run", description=__doc__)
    parser.add_argument("set", choices=("smoke", "tuning"))
    parser.add_argument("--collection", default="startcorpus", choices=("startcorpus", "documenten"))
    chosen = parser.parse_args(arguments)
    silence()
    workspace = Workspace(load_settings())
    if workspace.generations.current() is None:
        workspace.build_index()
    questions = [item for item in golden_set.load(chosen.set) if item.collection == chosen.collection]
    results = ask_all(workspace.assistant, questions)
    for name, (good, of) in summary(results).items():
        sys.stdout.write(f"{name:35} {good:3} van {of}\n")
    for result in results:
        if result.answered != result.question.in_scope or (result.question.in_scope and not result.nugget):
            sys.stdout.write(
                f"  {result.question.id} {result.answer.outcome:14} {result.question.question[:90]}\n"
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
