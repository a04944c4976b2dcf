"""The ways in which people name a numbered part of a text, such as wegwijzer 7."""

from dataclasses import dataclass

from hypothesis import strategies as st

KINDS = (
    "wegwijzer", "les", "halte", "hoofdstuk", "paragraaf", "stap", "fase", "pijler", "deel", "bijlage",
    "tabel", "figuur", "artikel",
)  # fmt: skip

CARDINALS = ("één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
ORDINALS = (
    "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende",
    "elfde", "twaalfde",
)  # fmt: skip
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True, slots=True)
class Form:
    """A numbered part as someone writes it."""

    text: str
    kind: str
    number: int


def ways(kind: str, number: int) -> tuple[str, ...]:
    """Every way to write one part, in small letters but for Roman numbers."""
    place = number - 1
    with_e = f"{number}{'ste' if number in (1, 8) else 'de'}"
    return (
        f"{kind} {number}",
        f"{kind}  {number}",
        f"{kind} nr. {number}",
        f"{kind} nummer {number}",
        f"{kind} {CARDINALS[place]}",
        f"de {number}e {kind}",
        f"de {with_e} {kind}",
        f"de {ORDINALS[place]} {kind}",
        f"{kind} {ROMAN[place]}",
    )


@st.composite
def forms(draw: st.DrawFn, kinds: tuple[str, ...] = KINDS) -> Form:
    """A part of one of these kinds, with a number up to twelve, written in one of the ways."""
    kind = draw(st.sampled_from(kinds))
    number = draw(st.integers(1, len(CARDINALS)))
    text = draw(st.sampled_from(ways(kind, number)))
    roman = text.rsplit(" ", 1)[1] in ROMAN
    change = draw(st.sampled_from([str, str.capitalize] if not roman else [str]))
    loud = draw(st.booleans()) and not roman
    return Form(text.upper() if loud else change(text), kind, number)
