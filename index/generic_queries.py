"""Questions and topics about everyday things: what a model and a library make of just any query.

Vectors of queries all lean to one side, and some texts are near to that side: they seem to answer
anything. How much differs per model. And the larger a library, the more similar its nearest text is
by chance. Both are measured with these fixed queries.
"""

from functools import cache
from importlib.resources import files

import numpy as np

from index.text_encoder import TextEncoder, Vectors


@cache
def generic_queries() -> tuple[str, ...]:
    """Topics first, then questions; about as many of each."""
    text = (files("index") / "generic_queries.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def encode_generic_queries(encoder: TextEncoder) -> Vectors:
    """Their vectors (n × d) of unit length, in order; takes about a second."""
    return np.array([encoder.encode_query(text) for text in generic_queries()], dtype=np.float32)
