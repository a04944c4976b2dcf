"""Follow-ups without a language model: rules that make a question of its own from what is left unsaid."""
