"""What kind of page this is, and whether its article can be read: the gate in front of enrichment.

Guessed from what a page shows, tells of itself and was answered with. A page with prose enough is an article whatever
stands beside it: it costs more to lose an article than to keep a stub.
"""

import re
from urllib.parse import urlsplit

from newswire.ingest.extraction.gate.shown import Evidence
from newswire.ingest.extraction.gate.walls import LONG, Walls
from newswire.ingest.extraction.weight import weight

_INDEX_PATH = re.compile(
    r"^/(?:index\.\w+|home/?|[a-z]{2}/?|(?:category|tag|topics?|section|author|search)/.*)?$", re.I
)
_VIDEO_PATH = re.compile(r"/videos?/", re.I)
_GALLERY_PATH = re.compile(r"/(?:gallery|galleries|photos?|slideshow|fotostrecke|diaporama|en-images)/", re.I)


def access_of(e: Evidence) -> str:
    """open, paywall, consent, challenge, shell or gone.

    Paywall is a page that keeps the rest of its article back: one that calls itself not free and shows all of it is
    open.
    """
    if e.status in (404, 410):
        return "gone"
    page = Walls(e)
    if weight(e.body) >= LONG:
        return "consent" if page.is_all_consent() else "paywall" if page.is_stub() else "open"
    if page.is_challenge():
        return "challenge"
    if page.is_consent():
        return "consent"
    if page.is_gone():
        return "gone"
    if bare := page.bare():
        return bare
    if page.is_login() or page.is_stub():
        return "paywall"
    if page.is_shell():
        return "shell"
    return "open"


def kind_of(e: Evidence) -> str:
    """article, live, video, gallery, index or other."""
    if "LiveBlogPosting" in e.types:
        return "live"
    article = any(kind.endswith(("Article", "Posting")) for kind in e.types) or e.og_type == "article"
    path = urlsplit(e.url).path
    if weight(e.body) < 1200:
        if ("VideoObject" in e.types and not article) or e.og_type.startswith("video") or _VIDEO_PATH.search(path):
            return "video" if weight(e.body) < 600 else "article"
        if {"ImageGallery", "MediaGallery"} & e.types or _GALLERY_PATH.search(path):
            return "gallery"
    if article:
        return "article"
    long = sum(weight(p) > 200 for p in e.body.split("\n\n"))
    listing = (_INDEX_PATH.match(path) and path != "") or (path in ("", "/") and not urlsplit(e.url).query)
    if listing and (long < 3 or {"CollectionPage", "SearchResultsPage"} & e.types):
        return "index"
    if e.og_type == "website" and "CollectionPage" in e.types:
        return "index"
    if e.canonical and _is_front(e.canonical) and not _is_front(e.url) and (e.linked_headings >= 4 or long < 3):
        return "index"  # the front page stands where an article was
    if e.linked_headings >= (8 if {"WebSite", "CollectionPage"} & e.types else 15) and long < 3:
        return "index"
    return "article"


def _is_front(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.path.strip("/").lower() in ("", "index.html", "index.php", "home") and not parts.query
