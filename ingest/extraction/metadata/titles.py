"""What a page may be called: its headings and the titles in its head, and which of them is its headline."""

import re
from difflib import SequenceMatcher

from newswire.ingest.extraction.metadata.one_line import one_line
from newswire.ingest.extraction.metadata.site_name import without_site
from newswire.ingest.extraction.metadata.told import Metadata
from newswire.ingest.extraction.text_key import key
from newswire.ingest.urls import registrable_domain
from newswire.stream.messages import Entry

_MAX = 500  #: characters of a title
_ORDER = ("h1", "h2", "json-ld", "og:title", "twitter:title", "title")
_NEWS_ORDER = ("json-ld", "h1", "h2", "og:title", "twitter:title", "title")
_SHOWN = ("h1", "h2")
_OF_PAGE = ("og:title", "twitter:title", "title")
_PLACEHOLDER = re.compile(r"(?:untitled(?: (?:document|page))?|no title|home(?: ?page)?|new page|index|\W*)", re.I)
#: what is left of a kicker, or of the site's name
_LEFT_OVER = re.compile(r"^(?:[-–—:：|｜·•»›>/,;]\s+|[:：|｜]\s*(?=\w))+|(?:\s+[-–—:|｜·•«‹/]|\s*[|｜])+$")
_LONG_WORD = 3  #: characters; shorter ones say little
_LIMIT = 100  #: characters; headlines for machines may be cut off where they are longer


def titles_of(found: Metadata, site: str | None, url: str) -> list[tuple[str, str]]:
    """(title, where it stands) of all that the page may be called, the best first."""
    sites = [*([site] if site else []), *(name for name, _ in found.sites), *found.owners, _domain(url)]
    own = {key(name) for name in sites}
    named: list[tuple[str, str]] = []
    for told, where in found.titles:
        text = without_site(one_line(told[: 2 * _MAX]), sites, of_page=where in _OF_PAGE)
        text = _LEFT_OVER.sub("", text)
        if 1 < len(text) <= _MAX and not _PLACEHOLDER.fullmatch(text) and key(text) not in own:
            named.append((text, where))
    order = _NEWS_ORDER if found.is_news else _ORDER
    ranked = sorted(named, key=lambda t: order.index(t[1]) if t[1] in order else 2)
    best = _agreed(ranked, found)
    return sorted(ranked, key=lambda t: key(t[0]) != best)


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


def _agreed(ranked: list[tuple[str, str]], found: Metadata) -> str | None:
    """The key of the title that heading, JSON-LD and preview agree on.

    They are written apart: one for readers, one for search engines, one for social media. Where two of the three are
    equal that is the headline. Where all differ, a news publisher's own field is; that of a blog is its plug-in's,
    which writes what it was told for search engines into all fields but the heading.
    """
    headings = [key(text) for text, where in ranked if where in _SHOWN]
    heads = [key(text) for text, where in ranked if where not in _SHOWN]
    told = dict.fromkeys(_ORDER, "") | {where: key(text) for text, where in reversed(ranked)}
    # a heading is the title where the page's head says so, too, or where it can be no other's; else it may be a rubric
    headline, preview, page = told["json-ld"], told["og:title"], told["title"]
    near = next((h for h in headings if h in (headline, preview)), "") or next(
        (h for h in headings if _is_near(h, heads)), ""
    )
    heading = near or (headings[0] if headings and (found.sole_heading or not heads) else "")
    if heading and _is_cut_off(headline, ranked, heading):
        headline = ""
    for kicker in map(key, found.kickers):
        for head in (headline, preview, page):  # it is none of the headline where others say so
            if head and _close(heading) in (_close(kicker + head), _close(head + kicker)):
                heading = head
    if heading and heading in (headline, preview):
        return heading
    if headline and headline == preview and (found.is_news or not heading):
        return headline
    if found.is_news and headline and heading:
        if page and page in (preview, heading):
            return page
        return headline if _is_near(headline, [heading, preview, page]) else heading
    return heading or headline or preview or page or (heads[0] if heads else headings[0] if headings else None)


def _is_cut_off(headline: str, ranked: list[tuple[str, str]], heading: str) -> bool:
    """Whether a headline for machines is the beginning of the heading, cut off at a limit."""
    written = next((text for text, where in ranked if where == "json-ld"), "")
    short = heading.startswith(headline) and heading != headline
    return written.endswith(("…", "...")) or (short and len(written) >= _LIMIT)


def _domain(url: str) -> str:
    return (registrable_domain(url) or "").removeprefix("www.")


def _close(text: str) -> str:
    return text.replace(" ", "")


def _is_near(text: str, others: list[str]) -> bool:
    return any(_share(text, other) >= 0.5 for other in others if other)


def _share(one: str, other: str) -> float:
    """How much of the shorter title's words stands in the other, by its longer words where there are some."""
    ours, theirs = _telling(one), _telling(other)
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))


def _telling(text: str) -> set[str]:
    words = set(text.split())
    return {word for word in words if len(word) > _LONG_WORD} or words
