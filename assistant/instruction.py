"""Messages that ask for something to be made or done instead of asking what the sources say."""

import re

_MAKE = r"(?:schrijf|maak|verzin|bedenk|componeer|teken|programmeer|write|compose|draw|create|generate)"
_MADE = (
    r"(?:gedicht|sonnet|limerick|rijm|rap|lied|liedje|songtekst|verhaal|verhaaltje|sprookje|mop|grap|roman|code|"
    r"script|programma|plaatje|tekening|afbeelding|recept|poem|song|story|joke|essay|limerick|picture|image)"
)
_MAKING = r"(?:schrijven|maken|verzinnen|bedenken|componeren|tekenen|programmeren)"
_ASKS_OR_TELLS = r"(?:hoe|wat|wie|welke?|waarom|wanneer|waar|how|what|who|why|which|ik|we|wij)"
_ORDERED = rf"(?:^|[,.;:?!\n])(?:(?!\b{_ASKS_OR_TELLS}\b)[^,.;:?!\n])*"
"""The words before an order: who asks how to make something, or tells that he does, gives none."""
_CAN_YOU = r"\b(?:kun|kan|wil|zou) (?:je|jij|u)\b"
_SET_ASIDE = r"(?:negeer|vergeet|omzeil|ignore|forget|disregard)"
_RULES = r"(?:instructies?|regels?|opdracht(?:en)?|prompt|instructions?|rules)"
_PLAY = (
    r"(?:doe alsof|gedraag je als|speel(?: de rol)? (?:van )?een|je bent (?:nu|voortaan|vanaf nu)"
    r"|pretend|act as|you are now)"
)
_INSTRUCTIONS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_ORDERED}\b{_MAKE}\b[^.?!]{{0,60}}\b{_MADE}\b",
        rf"{_ORDERED}{_CAN_YOU}[^.?!]{{0,60}}\b{_MADE}\b[^.?!]{{0,60}}\b{_MAKING}\b",
        rf"\b{_SET_ASIDE}\b[^.?!]{{0,40}}\b{_RULES}\b",
        rf"{_ORDERED}\b{_PLAY}\b",
        r"^\W*(?:(?:kun|kan|wil|zou) (?:je|jij|u) )?(?:vertaal|translate)\b",
        r"\b(?:systeemprompt|system prompt)\b",
    )
)


def is_instruction(text: str) -> bool:
    """Whether a message wants a text made, another role played, or its rules set aside.

    "Leg uit", "noem" and "geef tips" are questions in another form, and no instructions.
    """
    return any(pattern.search(text) for pattern in _INSTRUCTIONS)
