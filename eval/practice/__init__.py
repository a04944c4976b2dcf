"""Practice texts with questions, written for fitting weights; results are never reported on them."""
