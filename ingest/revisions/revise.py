"""What a look at a page that is known means: nothing new, a revision, gone, or to be looked at again.

Pure: the page as it was, what was found, the time. An error of the network never makes a revision or a deletion, nor
does a wall: what is there already is better. Gone has to be seen twice, some time apart.
"""

from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec

from newswire.ingest.revisions.changes import changes_between
from newswire.ingest.revisions.page_row import MAX_REVISIONS, Page
from newswire.ingest.revisions.reading import paragraphs, print_of
from newswire.ingest.revisions.visits import AGAIN_S
from newswire.stream.errors import RejectedError
from newswire.stream.messages import Article, Change, FeedEntry, make_id


class Look(NamedTuple):
    """What one fetch found."""

    result: Article | RejectedError | None  #: None for 304
    gone: bool = False  #: 404, 410, a page that says so, or a redirect to the home page


class Meaning(NamedTuple):
    """What follows from a look."""

    result: Article | RejectedError | None  #: None: nothing to publish
    told: str  #: first, revised, deleted, unchanged, unreached, gone_once, still_gone, stub, forgotten
    again: bool = False  #: to be looked at soon
    gone: bool = False  #: to be marked as gone
    there: bool = False  #: a mark of gone is to be taken away


def meaning(entry: FeedEntry, look: Look, page: Page | None, now: float, *, again_s: float = AGAIN_S) -> Meaning:
    """What a look means for a page as it was known at `now` (seconds since 1970), None where it was not."""
    if page is None:
        return Meaning(None, "forgotten") if entry.visit else Meaning(look.result, "first")
    back = page.gone_since is not None
    if look.gone:
        return _gone(entry, page, now, again_s)
    if look.result is None:
        return Meaning(None, "unchanged", there=back)
    if isinstance(look.result, RejectedError) or look.result.how.get("text") == "feed":
        return _unreached(entry, look.result, page)
    revised = revision_of(look.result, page)
    if revised is None:
        return Meaning(None, "unchanged", there=back)
    if _is_stub(revised, page):
        return Meaning(None, "stub", there=back)
    return Meaning(revised, "revised")


def revision_of(article: Article, page: Page) -> Article | None:
    """The article as the next revision of the page; None where nobody who reads both would see a difference."""
    returned = page.access == "gone"
    if page.text_from == "feed" and article.how.get("text") != "feed":
        changes: tuple[Change, ...] = (
            Change(field="how", removed=("feed",), added=(article.how.get("text", "page"),)),
        )
    elif page.text is not None:
        changes = changes_between(page.title, page.text, article.title, article.text, aside=article.summary)
    else:
        changes = ()
        if not returned and page.print == print_of(article.title, article.text, article.summary):
            return None
    if returned:
        changes = (Change(field="access", removed=("gone",), added=(article.access,)), *changes)
    if page.text is not None and not changes:
        return None
    return msgspec.structs.replace(
        article,
        article_id=page.article_id,
        cluster_id=page.cluster_id or article.cluster_id,
        revision=next_revision(article.revision, page),
        previous=page.revision,
        changes=changes,
    )


def next_revision(content: str, page: Page) -> str:
    """The id of a revision: that of its content, or where an earlier one had this, of the way back to it."""
    # of a page that changes all day the oldest are forgotten: one of those may be what it went back to
    back = content in page.revisions or len(page.revisions) >= MAX_REVISIONS
    return make_id("again", content, page.revision) if back else content


def deletion_of(entry: FeedEntry, page: Page, fetched: str) -> Article:
    """The message that an article is gone: the revision after the last, without text."""
    return Article(
        article_id=page.article_id,
        revision=make_id("gone", page.revision),
        url=page.url,
        title=page.title,
        text="",
        access="gone",
        how={"text": "gone"},
        feed=entry.feed,
        entry_id=entry.entry_id,
        guid=entry.guid,
        seen=entry.seen,
        language=entry.language,
        published=entry.published,
        fetched=fetched,
        cluster_id=page.cluster_id,
        previous=page.revision,
        changes=(Change(field="access", removed=(page.access,), added=("gone",)),),
    )


def is_home(asked: str, answered: str) -> bool:
    """Whether a redirect led from a page to the front of a site, as of what is no longer there.

    >>> is_home("https://example.org/2024/a.html", "https://example.org/?gone=1")
    True
    >>> is_home("https://example.org/?p=7", "https://example.org/?p=7")
    False
    """
    before, after = urlsplit(asked), urlsplit(answered)
    return bool(before.path.strip("/")) and after.path.strip("/").lower() in ("", "index.html", "index.php", "home")


def _gone(entry: FeedEntry, page: Page, now: float, again_s: float) -> Meaning:
    if page.access == "gone":
        return Meaning(None, "still_gone")
    if page.gone_since is None or now - page.gone_since < again_s:
        return Meaning(None, "gone_once", again=True, gone=True)
    fetched = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Meaning(deletion_of(entry, page, fetched), "deleted")


def _unreached(entry: FeedEntry, found: Article | RejectedError, page: Page) -> Meaning:
    """The page was not had: the words of its feed count only where there were never others."""
    if entry.visit:
        return Meaning(None, "unreached")
    if page.text_from != "feed":
        return Meaning(None, "unreached", again=True)
    if isinstance(found, RejectedError):
        return Meaning(found, "first")
    revised = revision_of(found, page)
    return Meaning(revised, "revised") if revised else Meaning(None, "unchanged")


def _is_stub(article: Article, page: Page) -> bool:
    """Whether a wall was put up meanwhile, and what is left is a part of what was there."""
    if article.access != "paywall" or page.access != "open" or page.text is None:
        return False
    had = {p.said for p in paragraphs(page.text)}
    left = [p.said for p in paragraphs(article.text)]
    return len(left) < len(had) and sum(said not in had for said in left) <= 1
