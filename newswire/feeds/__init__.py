"""Feeds as commands name them: in files, by a part of their name, looked at once."""
