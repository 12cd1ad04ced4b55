"""From the bytes of a page to an Article. Pure: the same bytes make the same article, in any process."""

from itertools import islice

from lxml.html import HtmlElement

from newswire.ingest.extraction.body.characters import write_characters
from newswire.ingest.extraction.body.find import find_body, strip_code
from newswire.ingest.extraction.body.headline import titles_in_text
from newswire.ingest.extraction.body.markup import write_paragraphs
from newswire.ingest.extraction.body.one_article import drop_other_articles
from newswire.ingest.extraction.body.tidy import tidy
from newswire.ingest.extraction.gate.shown import Evidence, Shown, shown
from newswire.ingest.extraction.gate.verdict import access_of, kind_of
from newswire.ingest.extraction.gate.walls import LONG
from newswire.ingest.extraction.metadata.candidates import read_metadata
from newswire.ingest.extraction.metadata.description import describe
from newswire.ingest.extraction.metadata.language import language_of
from newswire.ingest.extraction.metadata.told import Metadata
from newswire.ingest.extraction.page import Page, parse_tree, read_page
from newswire.ingest.parsing.plain import plain_body
from newswire.ingest.urls import absolute_url, article_id
from newswire.stream.errors import RejectedError
from newswire.stream.messages import Article, Entry, make_id
from newswire.stream.safe.cleaned import cleaned_article

_MAX_TEXT = 500_000  #: characters; no article is longer, and a message has its bounds


def extract(
    html: bytes,
    url: str,
    *,
    content_type: str | None = None,
    fetched: str | None = None,
    hint: Entry | None = None,
    status: int | None = None,
    title_from: str | None = None,
) -> Article:
    """The article of a page; the fields that come from a feed are left empty.

    `hint` is the entry that led here: it helps to choose the title and gives the time of day where the page tells
    a day only. `title_from` is where the title was found before (`how["title"]`): it is taken from there again.
    A page without article is an Article too, with the `access` or `kind` that says so and no text.
    Raises RejectedError: `no_text`, `empty`, `not_html`, `too_large`, `bad_encoding`.
    """
    page = read_page(html, content_type)
    tree = page.tree if page.tree is not None else _head(page.markup)
    if tree is not None:
        write_characters(tree)
    found = read_metadata(tree) if tree is not None else Metadata()
    evidence = _evidence(page, url, found, status)
    if page.tree is not None:
        strip_code(page.tree)
    said = describe(found, page.tree, url, fetched=fetched, hint=hint, title_from=title_from)
    how = said.how
    named = titles_in_text(said.title, said.titles, found.headings)
    live = "LiveBlogPosting" in found.types
    if page.tree is not None:
        if not live:
            drop_other_articles(page.tree, said.title)
        write_paragraphs(page.tree)
    text = _text(page, url, named, said.authors, live=live, how=how)
    cut = len(text) > _MAX_TEXT
    text = _cut(text) if cut else text
    evidence = evidence._replace(body=text, shown=shown(page.tree) if len(text) < LONG else Shown())
    access, kind = access_of(evidence), kind_of(evidence)
    if access not in ("open", "paywall") or kind == "index":
        text = ""
    if not text and access == "open" and kind == "article":
        raise RejectedError("no_text", f"{url}: no article in {len(html)} bytes")
    language, where = language_of(found, text)
    if language:
        how["language"] = where
    article = Article(
        article_id=identity(said.canonical_url or url),
        revision=make_id(said.title or "", text),
        url=url,
        canonical_url=said.canonical_url,
        title=said.title,
        text=text,
        authors=said.authors,
        language=language,
        published=said.published,
        updated=said.updated,
        site=said.site,
        kind=kind,
        access=access,
        how=how,
        flags=(*said.flags, "text_cut") if cut else said.flags,
        fetched=fetched,
    )
    return cleaned_article(article)


def _cut(text: str) -> str:
    """As many whole paragraphs as a message holds; within one where that one is most of it.

    >>> len(_cut("A lead." + 2 * ("\\n\\n" + "x" * 300_000))), len(_cut("A lead.\\n\\n" + "x" * 600_000))
    (300009, 500000)
    """
    whole = text[:_MAX_TEXT].rpartition("\n\n")[0]
    return whole if len(whole) > _MAX_TEXT // 2 else text[:_MAX_TEXT].rstrip()


def identity(url: str) -> str:
    """The article id of a URL, also of one that is not http (a file tried by hand)."""
    try:
        return article_id(url)
    except RejectedError:
        return make_id("article", url)


def _head(markup: str) -> HtmlElement | None:
    """The tree of the head alone, of a page that is read as plain markup."""
    end = markup.lower().find("<body", 0, 1 << 20)
    return parse_tree(markup[: end if end > 0 else 1 << 18].encode())


def _text(page: Page, url: str, titles: list[str], authors: tuple[str, ...], *, live: bool, how: dict[str, str]) -> str:
    if page.tree is not None:
        body = find_body(page.tree, url, titles=titles, live=live)
        raw, how["text"] = body.text, body.how
    else:
        raw, how["text"] = plain_body(page.markup), "plain"
    text = tidy(raw[: 2 * _MAX_TEXT], titles, authors)
    if not text:
        del how["text"]
    return text


def _evidence(page: Page, url: str, found: Metadata, status: int | None) -> Evidence:
    """What the page is judged by, but for its body."""
    tree = page.tree
    return Evidence(
        url=url,
        body="",
        shown=Shown(),
        titles=tuple(text for text, _ in found.titles[:8]),
        markup=page.markup[:100_000],
        types=found.types,
        og_type=found.og_type,
        free=found.free,
        words=found.words,
        status=status,
        linked_headings=sum(h.find(".//a") is not None for h in tree.iter("h2", "h3")) if tree is not None else 0,
        canonical=next((absolute_url(url, told) for told, _ in found.canonical), None),
        scripts=sum(1 for _ in islice(tree.iter("script"), 100)) if tree is not None else 0,
    )
