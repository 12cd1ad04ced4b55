"""Tagging in a child process: an article that takes too long, or kills it, costs only itself."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import psutil
import pytest

from factories import article
from newswire.enrich.passages.document import Document, Source
from newswire.enrich.pipeline.lines import annotate_lines
from newswire.enrich.pipeline.pipeline import NAMES
from newswire.enrich.pipeline.stage import EnrichHandler
from newswire.enrich.tagging.patience import Patience
from newswire.enrich.tagging.process import TaggingProcess
from newswire.stream.broker import Record
from newswire.stream.errors import FatalError, RejectedError
from newswire.stream.handler import Item
from newswire.stream.messages import Article, Change, EnrichedArticle
from newswire.stream.topics import ARTICLES, ENRICHED, REENRICHED, encode, header

TEXT = "Some 1,500 troops arrived in Vladivostok on Friday, Kyiv said."
HERE = str(Path(__file__).parent)
#: an article of these words makes the enricher `hostile_enricher` do so
SLOW, STUCK, DEAD, BUG, GREEDY = "SLOW", "STUCK", "DEAD", "BUG", "GREEDY"


@pytest.fixture(scope="module")
def ours() -> Iterator[TaggingProcess]:
    with TaggingProcess(NAMES) as made:
        yield made


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch) -> Iterator[TaggingProcess]:
    """With an enricher that does what the text says."""
    monkeypatch.setenv("PYTHONPATH", HERE)
    with TaggingProcess(["hostile_enricher:make"]) as made:
        yield made


def source(text: str) -> Source:
    return Source("a", "", text)


def reasons(found: Sequence[Document | RejectedError]) -> list[str]:
    return [one.reason if isinstance(one, RejectedError) else "" for one in found]


def item(value: Article) -> Item:
    return Item(Record(ARTICLES.name, 0, 0, 0, None, encode(value)), value)


def enriched(result: Any) -> EnrichedArticle:
    (message,) = result
    found: EnrichedArticle = ENRICHED.decode(message.value)
    return found


def test_tags_come_out_of_the_child_as_they_are_made(ours: TaggingProcess) -> None:
    english, german = ours.annotate(
        [Source("a", "Fire kills 12", TEXT, datetime(2024, 10, 18, tzinfo=UTC)), Source("b", "", "1.500", None, "de")],
        10,
    )
    assert isinstance(english, Document) and isinstance(german, Document)
    assert [figure.value for figure in english.figures] == [12, 1500]
    assert [time.value for time in english.times if time.text == "Friday"] == ["2024-10-18"]
    assert german.figures == []
    assert [info.name for info in ours.infos] == ["parse", "reader", *NAMES]


@pytest.mark.parametrize("hostile_text", [SLOW, STUCK])
def test_what_takes_too_long_is_given_up_and_those_beside_it_are_tagged(
    hostile: TaggingProcess, hostile_text: str
) -> None:
    found = hostile.annotate([source(text) for text in (TEXT, hostile_text, TEXT)], 2)
    assert reasons(found) == ["", "not_tagged_in_time", ""]
    assert reasons(hostile.annotate([source(TEXT)], 30)) == [""]


def test_time_over_in_python_does_not_even_cost_the_child(hostile: TaggingProcess) -> None:
    before = hostile.pid
    assert reasons(hostile.annotate([source(SLOW)], 0.1)) == ["not_tagged_in_time"]
    assert hostile.pid == before


@pytest.mark.parametrize(
    ("text", "reason"), [(DEAD, "enrich_crashed"), (BUG, "handler_failed"), (GREEDY, "out_of_memory")]
)
def test_what_kills_the_child_or_meets_a_bug_is_found_among_the_others(
    hostile: TaggingProcess, text: str, reason: str
) -> None:
    found = hostile.annotate([source(one) for one in (TEXT, TEXT, text, TEXT)], 30)
    assert reasons(found) == ["", "", reason, ""]


def test_a_child_that_is_killed_from_outside_costs_no_article(ours: TaggingProcess) -> None:
    assert ours.pid
    os.kill(ours.pid, signal.SIGKILL)
    assert reasons(ours.annotate([source(TEXT), source(TEXT)], 10)) == ["", ""]


def test_others_may_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", HERE)
    with TaggingProcess(["hostile_enricher:make"], niceness=3) as made:
        assert psutil.Process(made.pid).nice() == min(19, os.nice(0) + 3)


def test_an_enricher_that_is_not_there_is_fatal() -> None:
    with pytest.raises(FatalError, match="no enricher 'nobody:make'"):
        TaggingProcess(["nobody:make"])


def test_a_child_that_does_not_start_is_fatal() -> None:
    with pytest.raises(FatalError, match="does not start"):
        TaggingProcess(NAMES, command=(sys.executable, "-c", "raise SystemExit(1)"))


def test_the_child_dies_with_its_parent_even_amid_an_article() -> None:
    code = (
        "import os, sys; sys.path.insert(0, sys.argv[1]); from newswire.enrich.tagging.process import TaggingProcess; "
        "from newswire.enrich.passages.document import Source; p = TaggingProcess(['hostile_enricher:make']); "
        "print(p.pid, 'spacy' in sys.modules, flush=True); p.annotate([Source('a', '', 'SLOW')], 600)"
    )
    env = os.environ | {"PYTHONPATH": HERE}
    with subprocess.Popen([sys.executable, "-c", code, HERE], stdout=subprocess.PIPE, text=True, env=env) as parent:
        assert parent.stdout is not None
        pid, loaded = parent.stdout.readline().split()
        orphan = psutil.Process(int(pid))
        parent.kill()
    _, alive = psutil.wait_procs([orphan], timeout=10)
    assert not alive
    assert loaded == "False"  # the parent needs no model


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


def test_a_site_whose_articles_run_over_gets_less_time_for_a_while() -> None:
    clock = [1000.0]
    patience = Patience(lambda: clock[0])
    got = []
    for _ in range(6):
        got.append(patience.seconds("bad.example", 8))
        patience.ran_over("bad.example")
    assert (got, patience.seconds("good.example", 8)) == ([8, 4, 2, 1, 1, 1], 8)
    clock[0] += 601
    assert patience.seconds("bad.example", 8) == 8


def test_a_row_of_slow_articles_of_one_site_takes_less_and_less(hostile: TaggingProcess) -> None:
    slow = source(SLOW)._replace(site="bad.example")
    found = hostile.annotate([slow, slow, slow, source(SLOW)._replace(site="other.example")], 0.4)
    told = [one.detail.split(",")[0] for one in found if isinstance(one, RejectedError)]
    assert told == [f"over {seconds} s of CPU time" for seconds in ("0.4", "0.2", "0.1", "0.4")]


def test_annotate_gives_empty_lists_and_the_flag() -> None:
    lines = [encode({"id": n, "text": text}) for n, text in enumerate((TEXT, SLOW))]
    first, second = annotate_lines(Given(), lines)
    assert "flags" not in first
    empty = {"entities": [], "times": [], "claims": [], "figures": [], "extras": {}}
    assert second == {"id": 1, **empty, "flags": ["not_tagged_in_time"]}


def test_documents_of_no_known_site_do_not_share_their_fate() -> None:
    """A batch by hand has no sites: one that took all its time costs the others none of theirs."""
    patience = Patience(lambda: 0.0)
    patience.ran_over("")
    assert patience.seconds("", 10.0) == 10.0
