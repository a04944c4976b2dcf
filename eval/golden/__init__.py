"""Golden questions: ``questions.jsonl``, described in ``eval.golden_set``."""
