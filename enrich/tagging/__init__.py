"""Tagging in a child process with a limit of time for each article."""
