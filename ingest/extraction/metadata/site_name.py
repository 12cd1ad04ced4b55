"""Titles without the name of their site and its sections, on whichever side they stand."""

import re
from collections.abc import Iterable

from newswire.ingest.extraction.text_key import key

#: between a title and what a site puts around it; a weak one may belong to the title
_STRONG = r"\s*(?:[|｜¦»«›‹•·]|::)\s*|\s+[/~<>]\s+"
_WEAK = r"\s+(?:[–—:@-]|--)\s+"
_SPLIT = re.compile(f"({_STRONG}|{_WEAK})")
_IS_STRONG = re.compile(_STRONG)
_BAR = re.compile(r"\s*[|｜¦»«]\s*")
_JOINT = r"\s*(?:[|｜¦»«›‹•·_~/@:：–—−－-]|--|::)\s*"
_MAX_NAME = 4  #: words of a site's name after a bar, where nothing else tells it


def without_site(title: str, sites: Iterable[str], *, of_page: bool = False) -> str:
    """A title without the name of its site before or after it, and without the sections between the two.

    `of_page`: the title is that of the page as a whole, after whose bar there is nothing of the article.

    >>> without_site("Ten shells found at sea | Coast | The Tide", ["The Tide"])
    'Ten shells found at sea'
    >>> without_site("The Tide: ten shells found", ["The Tide"]), without_site("The Tide rises", ["The Tide"])
    ('ten shells found', 'The Tide rises')
    >>> without_site("Ten shells found | Harbour Post", [], of_page=True)
    'Ten shells found'
    """
    names = [name for name in dict.fromkeys(sites) if key(name)]
    no_suffix, no_prefix = title, title
    folded = title.casefold()
    written = [name for name in names if name.casefold() in folded]
    for name in written:  # as it is written, whatever stands between
        text = re.escape(name)
        no_suffix = re.sub(rf"(?:{_JOINT}|\s*[(\[]){text}[)\]]?\s*$", "", no_suffix, flags=re.I)
    for name in written:
        text = re.escape(name)
        no_prefix = re.sub(rf"^\s*(?:{text}{_JOINT}|\[{text}\]\s*)", "", no_suffix, flags=re.I)
        if no_prefix != no_suffix:
            break
    if not key(no_prefix):
        return title
    pieces = _SPLIT.split(no_prefix)
    parts, joints = pieces[::2], pieces[1::2]
    if no_prefix != no_suffix:  # sections stand between the site and the title
        return max(parts, key=len).strip() if all(map(_IS_STRONG.fullmatch, joints)) else no_prefix.strip()
    loosely = no_suffix == title
    known = [n for n, part in enumerate(parts) if n and _is_site(part, names, loosely=loosely, of_page=of_page)]
    cut = known[0] if known else len(parts)
    while (known or no_suffix != title) and cut > 1 and _is_section(parts[cut - 1], parts[: cut - 1], joints[cut - 2]):
        cut -= 1
    while of_page and cut > 1 and _is_name_after_bar(parts[cut - 1], parts[: cut - 1], joints[cut - 2]):
        cut -= 1
    return "".join(pieces[: 2 * cut - 1]).strip()


def _is_section(part: str, before: list[str], joint: str) -> bool:
    return bool(_IS_STRONG.fullmatch(joint)) and len(part.split()) <= 3 and len(" ".join(before).split()) >= 4


def _is_name_after_bar(part: str, before: list[str], joint: str) -> bool:
    """Whether a part is short beside what stands before its bar: a site whose name is told nowhere else."""
    title = " ".join(before)
    short = len(part.split()) <= _MAX_NAME and len(part) <= len(title)
    return bool(_BAR.fullmatch(joint)) and short and (len(title.split()) >= 3 or not title.isascii())


def _is_site(part: str, names: list[str], *, loosely: bool, of_page: bool) -> bool:
    """Whether a part is one of the names; `loosely` in a longer or shorter form, or as a domain spells it."""
    said = key(part)
    close = said.replace(" ", "")
    for name in map(key, names):
        if said == name or (loosely and said and len(said.split()) < 6 and (said in name or name in said)):
            return True
        label = name.partition(" ")[0]
        if loosely and len(label) > 3 and label in (close, close.removeprefix("the")):
            return True
        if loosely and of_page and len(label) > 3 and label in said.split() and len(said.split()) <= 3:
            return True
    return False
