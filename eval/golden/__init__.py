"""Golden questions: ``questions.jsonl``, and ``earlier.jsonl`` for fitting only; see ``eval.golden_set``."""
