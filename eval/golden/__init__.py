"""Golden questions: ``smoke.jsonl`` for reporting only, ``tuning.jsonl`` for tuning thresholds."""
