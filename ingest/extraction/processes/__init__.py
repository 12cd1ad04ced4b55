"""Extraction in child processes with a deadline, and `newswire extract` on top of it."""
