"""Forms of Dutch words: the infinitive of a verb, and whether a word is an inflected adjective."""

from functools import lru_cache

from assistant.signals import rarity

_VOWELS = "aeiou"
_UNKNOWN = 4.0
"""The rarity of a word that the list of Dutch words lacks."""
_IRREGULAR = {
    **dict.fromkeys(("ben", "bent", "is"), "zijn"),
    **dict.fromkeys(("heb", "hebt", "heeft"), "hebben"),
    **dict.fromkeys(("ga", "gaat"), "gaan"),
    **dict.fromkeys(("sta", "staat"), "staan"),
    **dict.fromkeys(("sla", "slaat"), "slaan"),
}


@lru_cache(maxsize=2_000)
def infinitive(form: str) -> str | None:
    """The infinitive of a form with ik, je, u or we, or of the third person; ``None`` where none is known.

    Betrek and betrekt give betrekken, doe gives doen.
    Of the spellings that the rules of Dutch allow, the one that is most used counts.
    """
    if form in _IRREGULAR:
        return _IRREGULAR[form]
    stems = [form, form[:-1]] if form.endswith("t") else [form]
    spellings = {form} if form.endswith("en") else {s for stem in stems for s in _spellings(stem)}
    best = min(sorted(spellings), key=rarity, default=None)
    return best if best is not None and rarity(best) < _UNKNOWN else None


@lru_cache(maxsize=2_000)
def is_inflected_adjective(word: str) -> bool:
    """Whether a word is an adjective with its ending: lichte, zware, grote; not gemeente.

    It ends in e, and without that it is a word too.
    """
    base = word[:-1]
    if not word.endswith("e") or len(base) < 3:
        return False
    doubled = base[:-1] + base[-2] + base[-1] if base[-2] in _VOWELS else base
    single = base[:-1] if base[-1] == base[-2] else base
    return any(rarity(form) < _UNKNOWN for form in (base, doubled, single))


def _spellings(stem: str) -> set[str]:
    """What the infinitive of a stem may be: deel delen, geef geven, kies kiezen, pak pakken, doe doen."""
    if len(stem) < 2:
        return set()
    found = {stem + "n"} if stem[-1] in _VOWELS else {stem + "en", stem + stem[-1] + "en"}
    if stem[-1] not in _VOWELS and stem[-2] in _VOWELS and stem[-3:-2] == stem[-2]:
        found.add(stem[:-2] + stem[-1] + "en")
    voiced = {"f": "v", "s": "z"}.get(stem[-1])
    if voiced:
        found |= {spelling[: len(spelling) - 3] + voiced + "en" for spelling in found}
    return found
