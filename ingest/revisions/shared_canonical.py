"""Whether the canonical URL that a page names is its own, or one that it shares with other articles.

Templates that are wrong name the section, the first page of a series or an old story on every page. Two articles
must never become one, so a canonical URL counts only where the words agree with those that came under it before.
"""

from typing import NamedTuple

from newswire.ingest.revisions.near_copies import is_copy, sketch
from newswire.ingest.revisions.page_row import Page, url_id
from newswire.ingest.revisions.reading import print_of, title_said
from newswire.stream.messages import Article


class Holder(NamedTuple):
    """The article that came first under a canonical URL."""

    own_id: str  #: of its own URL
    title: str | None
    text: str | None  #: None where it is no longer kept


def holder_of(known: Page | Article) -> Holder:
    """The holder that a page or an article is."""
    if isinstance(known, Page):
        return Holder(known.url_id, known.title, known.text)
    return Holder(url_id(known.url) or known.article_id, known.title, known.text)


def is_shared(article: Article, own_ids: list[str], holder: Holder) -> bool:
    """Whether an article at another URL than the holder's is another article, for all that the canonical URL says."""
    if holder.own_id in own_ids or article.article_id in own_ids or article.how.get("text") == "feed":
        return False
    if title_said(article.title) == title_said(holder.title):
        return False
    if holder.text is None:
        return True
    one, other = sketch(article.text), sketch(holder.text)
    if len(one) and len(other):
        return not is_copy(one, other)
    return print_of(None, article.text) != print_of(None, holder.text)
