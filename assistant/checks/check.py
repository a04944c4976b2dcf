"""Is a drafted sentence confirmed by the passages it cites? What is certain is checked first."""

from collections.abc import Callable, Mapping, Sequence

from assistant.checks.alignment import align
from assistant.checks.facts import missing_facts
from assistant.checks.signals import signals
from assistant.checks.support import support_model
from assistant.checks.values import Draft, Finding, FloatArray, Reason, Source, Verdict
from corpus.clean import one_line
from index.keywords import KeywordIndex

LONGEST = 2_000
"""Characters of a sentence; a longer one is no sentence, and is not confirmed."""


def check(
    draft: Draft, sources: Mapping[int, Source], encode: Callable[[str], FloatArray], keywords: KeywordIndex
) -> Verdict:
    """Whether the passages that a sentence cites confirm it, and what they do not confirm.

    Args:
        draft: the sentence and the numbers it cites.
        sources: the passages that were given, by their numbers.
        encode: gives the vector of a question by the model of the vectors of the sources.
        keywords: of the index that the passages are from; its compounds are taken apart.
    """
    unknown = [Finding(Reason.UNKNOWN_KEY, str(key)) for key in draft.keys if key not in sources]
    cited = [sources[key] for key in draft.keys if key in sources]
    if not cited:
        return Verdict(False, (Finding(Reason.NO_CITATION, ""), *unknown), 0.0)
    if len(draft.text) > LONGEST:
        return Verdict(False, (Finding(Reason.SUPPORT, ""), *unknown), 0.0)
    if _is_verbatim(draft.text, cited):
        return Verdict(True, tuple(unknown), 1.0)
    missing = missing_facts(draft.text, cited)
    if missing:
        return Verdict(False, (*missing, *unknown), 0.0)
    alignment = align(draft.text, cited, keywords.split)
    if not alignment.draft.words:
        # "Ja." or "Dat is zo.": nothing in it can be found in a source.
        return Verdict(False, (Finding(Reason.SUPPORT, ""), *unknown), 0.0)
    found = signals(alignment, encode(draft.text))
    model = support_model()
    support = model.support(found)
    if support < model.threshold:
        return Verdict(False, (*model.findings(found), *unknown), support)
    return Verdict(True, tuple(unknown), support)


def _is_verbatim(text: str, sources: Sequence[Source]) -> bool:
    """Whether a sentence is one of a source as it stands there."""
    plain = one_line(text)
    return any(plain == one_line(sentence) for source in sources for sentence in source.sentences)
