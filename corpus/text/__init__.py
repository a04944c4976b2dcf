"""Plain text: lines, lists and letters."""
