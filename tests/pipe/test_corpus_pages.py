"""Eighty real pages through feeds: all of them in the store once, on both brokers."""

from pathlib import Path

import pytest

from corpus_site import Site, serve
from ingest.polling.lists.feeds import Feed
from newswire.running.once import once
from newswire.settings import Settings
from store.query import connect
from store.verify import verify

PAGES = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "pages" / "html"
COUNT = 80

pytestmark = pytest.mark.skipif(not PAGES.is_dir(), reason="the corpus of real pages is not beside this checkout")


def run(site: Site, settings: Settings) -> None:
    feeds = [Feed(url) for url in site.feeds]

    first = once(settings, feeds, lambda line: None)
    second = once(settings, feeds, lambda line: None)

    assert (first["entries"], first["articles"], first["dead"]) == (COUNT, COUNT, 0)
    assert (second["entries"], second["articles"]) == (0, 0)
    with connect(settings.store_root) as store:
        counts = store.execute("select count(*), count(distinct url), count(distinct article_id) from articles")
        assert counts.fetchone() == (COUNT, COUNT, COUNT)
        fallen_back = store.execute("select url from articles where how['text'] = 'feed'").fetchall()
    assert fallen_back == []
    assert list(verify(settings.store_root)) == []


def test_eighty_real_pages_arrive_once(tmp_path: Path) -> None:
    with serve(PAGES, COUNT) as site:
        run(site, Settings(home=tmp_path, allow_private=True))


@pytest.mark.kafka
def test_eighty_real_pages_arrive_once_on_kafka(tmp_path: Path, kafka_servers: str) -> None:
    with serve(PAGES, COUNT) as site:
        run(site, Settings(home=tmp_path, allow_private=True, kafka=kafka_servers, prefix="pages."))
