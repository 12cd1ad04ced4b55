"""A story in each language that is looked at once, at the end: no rule is made for it (NEWSWIRE_HELD=1)."""

from languages.held.stories import STORIES
from languages.held.templates import MORE_TEMPLATES

__all__ = ["MORE_TEMPLATES", "STORIES"]
