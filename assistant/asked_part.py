"""Passages that a question asks for by name: the advice of wegwijzer 3 for raadsleden."""

from assistant.evidence import Evidence
from assistant.follow_up.roles import advised_in, person_in, role_named
from corpus.kinds import PassageKind, Role
from index.numbered import numbered_parts

NAMED = 2.0
"""Added to the score of sentences inside a numbered part that the question names."""
ADVISED = 3.0
"""Added for advice to the role that a question asks it for, taken off for advice to others."""


class AskedPart:
    """The numbered parts and the role that a question names; most questions name neither.

    The weights are the best of five pairs over the ten stops of a self-made guide and their advice to four
    roles: of 120 questions in three wordings ("Wat adviseert wegwijzer 3 aan raadsleden?") the answer began
    with the advice asked for in 35 without them and in 96 with them, and had it somewhere in 80 and in 118.
    """

    def __init__(self, question: str) -> None:
        self._parts = frozenset(numbered_parts(question))
        # "Als wethouder" alone tells who asks, and that person may want to know anything.
        self._role: Role | None = advised_in(question)
        if self._parts and self._role is None:
            self._role = role_named(question) or person_in(question)

    def bonus(self, passage: Evidence) -> float:
        """What to add to the score of the sentences of a passage; they are log odds."""
        bonus = 0.0
        if self._parts and not self._parts.isdisjoint(numbered_parts("\n".join(passage.section))):
            bonus += NAMED
        if self._role and passage.kind is PassageKind.ADVICE and passage.roles:
            bonus += ADVISED if self._role in passage.roles else -ADVISED
        return bonus
