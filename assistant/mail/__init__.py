"""Mails read, their questions found, and a reply drafted that a person sends."""
