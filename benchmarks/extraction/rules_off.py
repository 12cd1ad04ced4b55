"""The rules of `newswire.ingest.extraction` for bodies, each as a way to switch it off from outside.

The product carries no switches: a rule is off while one name that it hangs on is replaced by something that does
nothing. A rule that is renamed raises AttributeError here, so that none is measured that is not there.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

from newswire.ingest.extraction.body import find, furniture, gaps

_BODY = "newswire.ingest.extraction.body"
_EXTRACT = "newswire.ingest.extraction.extract"
_NEVER = re.compile(r"(?!)")


def _nothing(*_: object, **__: object) -> None:
    return None


def _no(*_: object, **__: object) -> bool:
    return False


def _lines_without(kind: str) -> re.Pattern[str]:
    return furniture.line_pattern(other for other in furniture.LINES if other != kind)


#: rule -> what is replaced, and by what
RULES: dict[str, list[tuple[str, object]]] = {
    **{f"lines: {kind}": [(f"{_BODY}.furniture._LINE", _lines_without(kind))] for kind in furniture.LINES},
    "lines: offers": [(f"{_BODY}.furniture._OFFER", _NEVER)],
    "lines: said twice": [(f"{_BODY}.furniture._is_said_twice", _no)],
    "lines: foot": [(f"{_BODY}.tidy.is_foot", _no)],
    "lines: labels": [(f"{_BODY}.tidy.is_badge", _no)],
    "lines: date and byline": [(f"{_BODY}.tidy.is_dateline", _no)],
    "lines: repeated": [(f"{_BODY}.tidy._MIN_REPEATED", 1 << 30)],
    "lines: code": [(f"{_BODY}.tidy._CODE", _NEVER)],
    "lines: title": [(f"{_BODY}.tidy.without_title", lambda lines, titles: list(lines))],
    "title: nearly": [(f"{_BODY}.headline._is_nearly", _no)],
    "drop: navigation and forms": [(f"{_BODY}.furniture._NEVER", ("template",))],
    "drop: marks of class and id": [(f"{_BODY}.furniture._MARKS", _NEVER)],
    "drop: teaser paragraphs": [(f"{_BODY}.furniture._is_teaser", _no)],
    "keep: linked sentences": [
        (f"{_BODY}.furniture.is_linked_prose", _no),
        (f"{_BODY}.gaps.is_linked_prose", _no),
    ],
    "drop: bare branches": [(f"{_BODY}.find.drop_bare_branches", _nothing)],
    "drop: labels": [(f"{_BODY}.find.drop_badges", _nothing)],
    "drop: other articles": [(f"{_EXTRACT}.drop_other_articles", _nothing)],
    "headings: h1 is h2": [(f"{_BODY}.find.settle_headings", _nothing)],
    "write: paragraphs": [(f"{_EXTRACT}.write_paragraphs", _nothing)],
    "write: characters": [(f"{_EXTRACT}.write_characters", _nothing)],
    "write: div as p": [(f"{_BODY}.find._with_paragraphs", lambda tree: tree)],
    "gaps: all": [(f"{_BODY}.find.mend_gaps", lambda root, text, hidden: text)],
    "gaps: missing": [(f"{_BODY}.gaps._missing", lambda between: {})],
    "gaps: cards beside": [(f"{_BODY}.gaps.cards_beside", lambda outside, own: set())],
    "gaps: boxes between": [(f"{_BODY}.gaps.boxes_between", lambda between, own: set())],
    "gaps: no pictures": [(f"{_BODY}.gaps.MEDIA", ("template",))],
    "gaps: no widgets": [(f"{_BODY}.gaps.BUILT", _NEVER)],
    "gaps: no labels": [(f"{_BODY}.gaps._SHORT", 0)],
    "doubt: at all": [(f"{_BODY}.find._DOUBT", 0.0), (f"{_BODY}.find._DOUBT_MADE", 0.0), (f"{_BODY}.find._SHORT", 0)],
    "doubt: short texts": [(f"{_BODY}.find._SHORT", 0)],
    "doubt: hidden prose": [(f"{_BODY}.find._SEEN", 0)],
}
#: thresholds, each moved down and up
MOVED: dict[str, list[tuple[str, object]]] = {
    f"{module.__name__.rpartition('.')[2]}.{name} {sign}": [
        (f"{module.__name__}.{name}", getattr(module, name) * factor)
    ]
    for module, name in (
        (find, "_PROSE"),
        (find, "_DOUBT"),
        (find, "_DOUBT_MADE"),
        (find, "_SHORT"),
        (find, "_SEEN"),
        (gaps, "_SHARE"),
        (gaps, "_SHORT"),
        (gaps, "_WHOLE"),
        (furniture, "_OWN"),
        (furniture, "_LINKED_PROSE"),
    )
    for sign, factor in (("-", 0.8), ("+", 1.2))
}


@contextmanager
def without(rules: Iterable[str]) -> Iterator[None]:
    """While it lasts, these rules are off. Raises KeyError, and AttributeError for a rule that the product lacks."""
    with ExitStack() as off:
        for rule in rules:
            for target, instead in (RULES | MOVED)[rule]:
                off.enter_context(patch(target, instead))
        yield
