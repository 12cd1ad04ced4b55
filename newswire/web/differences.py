"""What changed between two revisions: paragraphs aligned, and words within those that changed."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
#: longer ones are shown as taken out and put in, whole
_WORDS_AT_MOST = 3000


class Part(NamedTuple):
    """A stretch of a paragraph."""

    how: str  #: same, removed, added
    text: str


def difference(before: str, after: str) -> list[list[Part]]:
    """The paragraphs of both texts in order; those that are the same are left out.

    >>> difference("One.\\n\\nTen died.", "One.\\n\\nAt least ten died.")
    [[Part(how='removed', text='Ten'), Part(how='added', text='At least ten'), Part(how='same', text=' died.')]]
    """
    old, new = before.split("\n\n"), after.split("\n\n")
    found: list[list[Part]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        both = min(b - a, d - c)
        found += [list(_words(old[a + n], new[c + n])) for n in range(both)]
        found += [[Part("removed", text)] for text in old[a + both : b]]
        found += [[Part("added", text)] for text in new[c + both : d]]
    return found


def _words(before: str, after: str) -> Iterator[Part]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    said, says = ([word for word in words if word.isalnum()] for words in (old, new))
    alike = SequenceMatcher(None, said, says, autojunk=False).quick_ratio()
    if len(old) + len(new) > _WORDS_AT_MOST or alike < 0.3:
        yield from (Part("removed", before), Part("added", after))
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Part("same", "".join(old[a:b]))
            continue
        if b > a:
            yield Part("removed", "".join(old[a:b]))
        if d > c:
            yield Part("added", "".join(new[c:d]))
