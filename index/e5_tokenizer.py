"""The tokenizer of the embedded model, rebuilt from its weights file for the library tokenizers."""

import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

from index.e5_weights import SPECIAL_TOKENS, E5Weights

if TYPE_CHECKING:
    from tokenizers import Tokenizer


def build_tokenizer(weights: E5Weights) -> "Tokenizer":
    """The tokenizer of the C engine: the same pieces for every text that went through ``clean``.

    Its character map is NFKC with a few exceptions. ``tokenizers`` fuses neighbouring unknown
    characters into one token and the C engine does not, so each of those is split off.
    """
    from tokenizers import (
        AddedToken,
        Regex,
        Tokenizer,
        decoders,
        models,
        normalizers,
        pre_tokenizers,
        processors,
    )

    tokenizer = Tokenizer(models.Unigram(list(zip(weights.pieces, weights.scores, strict=True)), 3, False))
    exceptions = {
        old: new for old, new in weights.normalisation.items() if unicodedata.normalize("NFKC", old) != new
    }
    replaced = [
        normalizers.Replace(Regex(f"[{_ranges(c for c in exceptions if exceptions[c] == new)}]"), new)
        for new in sorted(set(exceptions.values()))
    ]
    tokenizer.normalizer = normalizers.Sequence(
        [*replaced, normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    known = _ranges(set().union(*weights.pieces))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Metaspace(), pre_tokenizers.Split(Regex(f"[^{known}]"), "isolated")]
    )
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", SPECIAL_TOKENS["<s>"]), ("</s>", SPECIAL_TOKENS["</s>"])],
    )
    tokenizer.add_special_tokens(
        [AddedToken(token, special=True, normalized=False) for token in (*SPECIAL_TOKENS, "<mask>")]
    )
    return tokenizer


def _ranges(characters: Iterable[str]) -> str:
    """The characters as the inside of a character class of Oniguruma."""
    ranges: list[list[int]] = []
    for code in sorted(map(ord, characters)):
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(rf"\x{{{first:x}}}-\x{{{last:x}}}" for first, last in ranges)
