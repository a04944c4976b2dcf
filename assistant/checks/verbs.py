"""Dutch verbs as far as they can be told by their form: finite ones, orders, dictionary forms."""

import re
from functools import lru_cache

from assistant.checks.lexicon import lexicon


def has_finite_verb(text: str) -> bool:
    """Whether folded text has a finite verb."""
    return any(is_finite(word) for word in re.findall(r"[a-z']+", text))


@lru_cache(maxsize=20_000)
def is_finite(word: str) -> bool:
    """Whether a folded word is a finite verb, by its ending and dictionary form; a guess."""
    known, particles = lexicon().finite_verbs, lexicon().particles
    if word in known or any(word.startswith(one) and word.removeprefix(one) in known for one in particles):
        return True
    if len(word) < 4 or word.startswith("ge") or not word.endswith(("t", "de", "te", "en")):
        return False
    lemma = dictionary_form(word)
    particle, _, _ = lemma.rpartition("_")
    if particle and (not word.startswith(particle) or word.removeprefix(particle).startswith(("ge", "te"))):
        return False
    return lemma.replace("_", "") != word and lemma.endswith("en")


def is_verb_stem(word: str) -> bool:
    """Whether a folded word is the stem of a verb, as in an order; a guess."""
    lemma = dictionary_form(word)
    return (
        word not in lexicon().finite_verbs and lemma != word and lemma.endswith("en") and not is_finite(word)
    )


@lru_cache(maxsize=50_000)
def dictionary_form(word: str) -> str:
    """The lemma of simplemma in small letters; a separable verb has "_" after its particle."""
    from simplemma import lemmatize

    return str(lemmatize(word, "nl")).lower()
