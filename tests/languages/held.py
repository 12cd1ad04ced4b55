"""A story in each language: the half that is looked at once, at the end."""

STORIES = ()
