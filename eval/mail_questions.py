"""How well the questions of mails are found.

``python -m eval.mail_questions [--helft oefening|rapport] [--fouten]``

A question found counts as a labelled one when the words they were found in share at least half of their
content words (Dice coefficient of stems); each counts once, the best pair first.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.mail.kinds import kind_of
from assistant.mail.message import read_mail
from assistant.mail.questions import questions
from assistant.mail.values import MailQuestion
from eval import extras
from eval.halves import Half
from eval.intervals import mean, ratio
from eval.mail_set import GoldenMail, GoldenQuestion, load
from eval.run_record import Figure
from index.analysis import stem, words

LEAST_SHARED = 0.5
"""Share of content words that a question found and a labelled one have in common."""
_HALVES = {"oefening": Half.TUNING, "rapport": Half.REPORTING}


@dataclass(frozen=True, slots=True)
class Judged:
    """A mail as it was read, against its labels."""

    mail: GoldenMail
    found: tuple[MailQuestion, ...]
    missed: tuple[GoldenQuestion, ...]
    wrong: tuple[MailQuestion, ...]
    kind_right: bool
    practical_right: bool
    left_in: tuple[str, ...]

    @property
    def hits(self) -> int:
        """Questions found that are labelled."""
        return len(self.found) - len(self.wrong)


def judge(golden: GoldenMail) -> Judged:
    """Read one mail and compare."""
    mail = read_mail(golden.source.encode("utf-8"), f"{golden.id}.eml")
    found = questions(mail)
    pairs = sorted(
        (
            (shared(one.written, label.span), i, j)
            for i, one in enumerate(found)
            for j, label in enumerate(golden.questions)
        ),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    of_found: set[int] = set()
    of_labels: set[int] = set()
    for share, i, j in pairs:
        if share >= LEAST_SHARED and i not in of_found and j not in of_labels:
            of_found.add(i)
            of_labels.add(j)
    practical = any("geen vraag aan de bronnen" in remark for remark in mail.remarks)
    return Judged(
        mail=golden,
        found=found,
        missed=tuple(label for j, label in enumerate(golden.questions) if j not in of_labels),
        wrong=tuple(one for i, one in enumerate(found) if i not in of_found),
        kind_right=kind_of(mail) is golden.kind,
        practical_right=practical == golden.practical,
        left_in=tuple(text for text in golden.taken_out if text in mail.text),
    )


def shared(one: str, other: str) -> float:
    """Twice the stems that two texts share over the stems they have (Dice); of all words when few."""
    first, second = _stems(one), _stems(other)
    return 2 * len(first & second) / max(1, len(first) + len(second))


def _stems(text: str) -> set[str]:
    return {stem(word) for word in words(text)} or set(text.lower().split())


def figures(judged: Sequence[Judged]) -> dict[str, Figure]:
    """The figures of some mails under their Dutch names."""
    asking = [one for one in judged if one.mail.questions]
    finding = [one for one in judged if one.found]
    signed = [one for one in judged if one.mail.taken_out]
    return {
        "precisie van de vragen": ratio([one.hits for one in finding], [len(one.found) for one in finding]),
        "dekking van de vragen": ratio(
            [one.hits for one in asking], [len(one.mail.questions) for one in asking]
        ),
        "mails met precies de juiste vragen": mean(
            [float(not one.missed and not one.wrong) for one in judged]
        ),
        "soort mail juist": mean([float(one.kind_right) for one in judged]),
        "verzoek aan een mens juist gemeld": mean([float(one.practical_right) for one in judged]),
        "geschiedenis en ondertekening eruit": mean([float(not one.left_in) for one in signed]),
    }


def table(half: Half, judged: Sequence[Judged]) -> str:
    """The figures of one half as Dutch lines."""
    found = figures(judged)
    width = max(map(len, found))
    lines = [f"Helft: {half.value} ({len(judged)} mails)"]
    for name, figure in found.items():
        shown = f"{figure.value:.2f} ({figure.low:.2f}–{figure.high:.2f})".replace(".", ",")
        lines.append(f"{name:{width}}  {shown}  n = {figure.count}")
    return "\n".join(lines)


def mistakes(judged: Sequence[Judged]) -> str:
    """What went wrong, a line each."""
    lines = []
    for one in judged:
        lines += [f"{one.mail.id}: gemist: {label.span}" for label in one.missed]
        lines += [f"{one.mail.id}: ten onrechte: {question.text}" for question in one.wrong]
        lines += [f"{one.mail.id}: bleef staan: {text}" for text in one.left_in]
        lines += [f"{one.mail.id}: soort is niet {one.mail.kind}"] * (not one.kind_right)
        lines += [f"{one.mail.id}: verzoek hoort {one.mail.practical} te zijn"] * (not one.practical_right)
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    """Print the figures of one half or both, and with ``--fouten`` the mistakes of the tuning half."""
    extras.require(extras.MEASURING)
    named = [half for name, half in _HALVES.items() if name in arguments]
    for half in named or list(Half):
        judged = [judge(mail) for mail in load() if mail.half is half]
        sys.stdout.write(f"{table(half, judged)}\n")
        if "--fouten" in arguments and half is Half.TUNING:
            sys.stdout.write(f"{mistakes(judged)}\n")
        sys.stdout.write("\n")


if __name__ == "__main__":
    main(sys.argv[1:])
