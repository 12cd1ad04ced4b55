"""What a page may be called: its headings and the titles in its head, without the site's name and its sections."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from html import unescape

from ingest.extraction.metadata.candidates import Metadata
from ingest.extraction.text_key import key
from ingest.urls import registrable_domain
from stream.messages import Entry

_MAX = 500  #: characters of a title
_ORDER = ("h1", "json-ld", "og:title", "twitter:title", "title")
#: between a title and what a site puts around it; a weak one may belong to the title
_STRONG = r"\s*(?:[|｜¦»«›‹•·]|::)\s*|\s+[/~<>]\s+"
_WEAK = r"\s+(?:[–—:@-]|--)\s+"
_SPLIT = re.compile(f"({_STRONG}|{_WEAK})")
_IS_STRONG = re.compile(_STRONG)
_JOINT = r"\s*(?:[|｜¦»«›‹•·_~/@:：–—−－-]|--|::)\s*"
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.I)
_UNSEEN = re.compile("[\u200b\u200e\u200f\u2060\ufeff\u00ad]")
_BLANKS = re.compile(r"\s+")
_PLACEHOLDER = re.compile(r"(?:untitled(?: (?:document|page))?|no title|home(?: ?page)?|new page|index|\W*)", re.I)
_LONG_WORD = 3  #: characters; shorter ones say little


def titles_of(found: Metadata, site: str | None, url: str) -> list[tuple[str, str]]:
    """(title, where it stands) of all that the page may be called, the best first."""
    sites = [*([site] if site else []), *(name for name, _ in found.sites), _domain(url)]
    clean = [(without_site(_plain(text[: 2 * _MAX]), sites), where) for text, where in found.titles]
    own = {key(name) for name in sites}
    named = [
        (text, where)
        for text, where in clean
        if 1 < len(text) <= _MAX and not _PLACEHOLDER.fullmatch(text) and key(text) not in own
    ]
    ranked = sorted(named, key=lambda t: _ORDER.index(t[1]) if t[1] in _ORDER else 2)
    # a heading is the title where the page's head says so, too, or where it can be no other's; else it may be a rubric
    heads = [key(text) for text, where in ranked if where != "h1"]
    doubted = bool(heads) and not found.sole_heading
    return sorted(ranked, key=lambda t: t[1] == "h1" and doubted and not _is_near(key(t[0]), heads))


def _domain(url: str) -> str:
    return (registrable_domain(url) or "").removeprefix("www.")


def chosen_title(titles: list[tuple[str, str]], hint: Entry | None, title_from: str | None) -> tuple[str, str] | None:
    """The title and where it stands: what is most like the entry that led here, else the best.

    `title_from` is where it was found before, which is where it is taken from again.
    """
    if not titles:
        return None
    same = [t for t in titles if t[1] == title_from]
    titles = same or titles
    if hint is not None and hint.title:
        told = key(hint.title)
        ratios = [SequenceMatcher(None, told, key(candidate), autojunk=False).ratio() for candidate, _ in titles[:8]]
        best = max(range(len(ratios)), key=lambda i: (ratios[i], -i))
        if same or ratios[best] > 0.6:
            return titles[best]
    return titles[0]


def without_site(title: str, sites: Iterable[str]) -> str:
    """A title without the name of its site before or behind it, and without the sections between the two.

    >>> without_site("Ten shells found at sea | Coast | The Tide", ["The Tide"])
    'Ten shells found at sea'
    >>> without_site("The Tide: ten shells found", ["The Tide"]), without_site("The Tide rises", ["The Tide"])
    ('ten shells found', 'The Tide rises')
    """
    names = [name for name in dict.fromkeys(sites) if key(name)]
    behind, before = title, title
    for name in names:  # as it is written, whatever stands between
        text = re.escape(name)
        behind = re.sub(rf"(?:{_JOINT}|\s*[(\[]){text}[)\]]?\s*$", "", behind, flags=re.I)
    for name in names:
        text = re.escape(name)
        before = re.sub(rf"^\s*(?:{text}{_JOINT}|\[{text}\]\s*)", "", behind, flags=re.I)
        if before != behind:
            break
    if not key(before):
        return title
    pieces = _SPLIT.split(before)
    parts, joints = pieces[::2], pieces[1::2]
    if before != behind:  # sections stand between the site and the title
        return max(parts, key=len).strip() if all(map(_IS_STRONG.fullmatch, joints)) else before.strip()
    known = [n for n, part in enumerate(parts) if n and _is_site(part, names, loosely=behind == title)]
    cut = known[0] if known else len(parts)
    while (known or behind != title) and cut > 1 and _is_section(parts[cut - 1], parts[: cut - 1], joints[cut - 2]):
        cut -= 1
    return "".join(pieces[: 2 * cut - 1]).strip()


def _is_section(part: str, before: list[str], joint: str) -> bool:
    return bool(_IS_STRONG.fullmatch(joint)) and len(part.split()) <= 3 and len(" ".join(before).split()) >= 4


def _is_site(part: str, names: list[str], *, loosely: bool) -> bool:
    """Whether a part is one of the names; `loosely` in a longer or shorter form, or as a domain spells it."""
    said = key(part)
    close = said.replace(" ", "")
    for name in map(key, names):
        if said == name or (loosely and said and len(said.split()) < 6 and (said in name or name in said)):
            return True
        label = name.partition(" ")[0]
        if loosely and len(label) > 3 and label in (close, close.removeprefix("the")):
            return True
    return False


def _plain(text: str) -> str:
    """Without markup, what was escaped twice, and what nobody sees."""
    if "&" in text:
        text = unescape(text)
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", _UNSEEN.sub("", _TAG.sub("", text))).strip())


def _is_near(text: str, others: list[str]) -> bool:
    return any(_share(text, other) > 0.5 for other in others)


def _share(one: str, other: str) -> float:
    """How much of the shorter title's words stands in the other, by its longer words where there are some."""
    ours, theirs = _telling(one), _telling(other)
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))


def _telling(text: str) -> set[str]:
    words = set(text.split())
    return {word for word in words if len(word) > _LONG_WORD} or words
