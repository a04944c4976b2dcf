"""From question to answer with sources."""
