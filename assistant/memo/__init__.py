"""Memos made of checked sentences, each with the sources it rests on."""
