"""A fixed friendly line for a message that is only thanks, a greeting, or a question about the assistant."""

import re

from assistant.follow_up.cues import cue, plain_text
from corpus.kinds import Role

_MOST_WORDS = 14

_REPLIES = {
    "wie": (
        "Ik ben de Denktank-assistent: een computerprogramma dat antwoord geeft uit de publicaties in deze "
        "bibliotheek. Bij elke zin staat de bron, zodat u het zelf kunt nakijken."
    ),
    "kunnen": (
        "Ik zoek in de publicaties van deze bibliotheek en geef antwoord met bij elke zin de bron. "
        "Stel gerust een vraag, zoals: “Hoe betrek ik de raad?” "
        "U kunt doorvragen, uw rol noemen, of om een korter antwoord vragen."
    ),
    "hoe_gaat_het": "Goed, dank u. Waar kan ik iets over opzoeken?",
    "dank": "Graag gedaan. Heeft u nog een vraag?",
    "afscheid": "Tot ziens, en succes met uw werk.",
    "groet": "Hallo! Wat wilt u weten?",
    "oke": "Fijn. Heeft u nog een vraag?",
}
"""In the order they are tried: "dag" alone is a greeting, "bedankt, tot ziens" is thanks."""

_OPENINGS = ("dank", "groet", "oke", "afscheid")
_SENTENCE_END = re.compile(r"(?<=[.!?;,\n])\s+")


def reply_to(text: str) -> str | None:
    """The line for a message of small talk and nothing else; ``None`` for any other message."""
    plain = plain_text(text)
    if not plain or len(plain.split()) > _MOST_WORDS:
        return None
    for name, reply in _REPLIES.items():
        if cue(name).is_all_of(plain):
            return reply
    pieces = [piece for piece in _SENTENCE_END.split(text) if plain_text(piece)]
    if len(pieces) < 2:
        return None
    replies = [reply_to(piece) for piece in pieces]
    return None if None in replies else replies[0]


def reply_to_role(role: Role) -> str:
    """The line for who only tells what his role is, before any question."""
    return f"Goed, ik houd er rekening mee dat u {role.value} bent. Wat wilt u weten?"


def without_opening(text: str) -> str:
    """A message without the small talk that it begins with: ``Dank je. En nu?`` gives ``En nu?``."""
    rest = text
    while True:
        pieces = _SENTENCE_END.split(rest, maxsplit=1)
        if len(pieces) < 2 or not _is_opening(pieces[0]):
            return rest
        rest = pieces[1]


def _is_opening(piece: str) -> bool:
    plain = plain_text(piece)
    return any(cue(name).is_all_of(plain) for name in _OPENINGS)
