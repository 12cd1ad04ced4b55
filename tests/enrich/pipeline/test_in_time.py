"""What becomes of an article whose time is over, of a revision and of one that is stored already."""

from collections.abc import Sequence
from typing import Any

import msgspec

from factories import article
from newswire.enrich.passages.document import Document, Source
from newswire.enrich.pipeline.lines import annotate_lines
from newswire.enrich.pipeline.stage import EnrichHandler
from newswire.stream.broker import Record
from newswire.stream.errors import RejectedError
from newswire.stream.handler import Item
from newswire.stream.messages import Article, Change, EnrichedArticle
from newswire.stream.topics import ARTICLES, ENRICHED, REENRICHED, encode, header

TEXT = "Some 1,500 troops arrived in Vladivostok on Friday, Kyiv said."
#: an article of this text takes too long
SLOW = "SLOW"


def item(value: Article) -> Item:
    return Item(Record(ARTICLES.name, 0, 0, 0, None, encode(value)), value)


def enriched(result: Any) -> EnrichedArticle:
    (message,) = result
    found: EnrichedArticle = ENRICHED.decode(message.value)
    return found


class Given:
    """An annotator that is told what becomes of each text."""

    infos = ()

    def annotate(self, articles: Sequence[Source], seconds: float) -> list[Document | RejectedError]:
        return [
            RejectedError("not_tagged_in_time", "") if a.text == SLOW else Document(id=a.id, texts={"text": a.text})
            for a in articles
        ]


def test_an_article_over_its_time_passes_untagged_with_a_flag() -> None:
    slow = article(text=SLOW, flags=("published_future",))
    handle = EnrichHandler(Given(), seconds=8)
    first, second, german = handle([item(slow), item(article(text=TEXT)), item(article(text=SLOW, language="de"))])
    assert enriched(first).article == msgspec.structs.replace(slow, flags=("published_future", "not_tagged_in_time"))
    assert enriched(first).enrichers == ()
    assert (enriched(second).article.flags, enriched(german).article.flags) == ((), ("language_not_tagged",))


def test_an_article_that_is_stored_is_said_anew_and_stays_as_it_is_where_that_fails() -> None:
    known = (("newswire_ingested", b"2024-10-18T12:00:00Z"),)
    good, slow = (
        [one._replace(record=one.record._replace(headers=known))]
        for one in (item(article(text=TEXT)), item(article(text=SLOW)))
    )
    ((message,), none), ((news,),) = EnrichHandler(Given())([*good, *slow]), EnrichHandler(Given())([item(article())])
    assert none == []
    assert header(message.headers, "ce_type") == REENRICHED != header(news.headers, "ce_type")
    assert (enriched([message]).ingested, enriched([news]).ingested) == ("2024-10-18T12:00:00Z", None)


def test_a_revision_whose_time_is_over_tells_of_no_changed_figures() -> None:
    change = Change(field="text", removed=("Ten died.",), added=(SLOW,), start=0, end=len(SLOW))
    revised = article(text=SLOW, previous="r0", changes=(change,))
    (result,) = EnrichHandler(Given())([item(revised)])
    assert (enriched(result).figures_changed, enriched(result).article.flags) == (None, ("not_tagged_in_time",))


def test_annotate_gives_empty_lists_and_the_flag() -> None:
    lines = [encode({"id": n, "text": text}) for n, text in enumerate((TEXT, SLOW))]
    first, second = annotate_lines(Given(), lines)
    assert "flags" not in first
    empty = {"entities": [], "times": [], "claims": [], "figures": [], "extras": {}}
    assert second == {"id": 1, **empty, "flags": ["not_tagged_in_time"]}
