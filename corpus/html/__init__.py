"""Web pages: the main part, its notes and its blocks."""
