"""How good is it: golden questions, measures and benchmarks."""
