"""Which languages are tagged. What each needs is loaded only where articles are tagged, in the child process."""

from __future__ import annotations

import pkgutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newswire.enrich.languages.language import Language

#: each by its code (ISO 639-1)
_LANGUAGES = {"en": "newswire.enrich.languages.english:ENGLISH"}
CODES = tuple(_LANGUAGES)
#: other codes for one of them, and codes that name no language
_OTHERS = {"eng": "en", "und": "", "mul": "", "zxx": ""}


def load_language(code: str) -> Language:
    """The language of one of `CODES`."""
    language: Language = pkgutil.resolve_name(_LANGUAGES[code])
    return language


def is_tagged(language: str | None) -> bool:
    """Whether articles of this language get tags. One that is not known is taken for English."""
    return primary(language) in (None, *CODES)


def primary(language: str | None) -> str | None:
    """The language of a code with a country or a script; None where there is none.

    >>> primary("en-GB"), primary("zh_Hans"), primary("eng"), primary("")
    ('en', 'zh', 'en', None)
    """
    code = (language or "").strip().lower().replace("_", "-").split("-")[0]
    return _OTHERS.get(code, code) or None
