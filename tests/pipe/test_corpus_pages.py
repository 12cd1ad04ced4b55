"""Real pages through feeds: all of them in the store once, on both brokers."""

from pathlib import Path

import pytest

from benchmarks.sites.corpus import Site, serve
from newswire import app
from newswire.ingest.polling.lists.feeds import Feed
from newswire.running.once import once
from newswire.settings import Settings
from newswire.store.query import connect
from newswire.store.verify import verify

PAGES = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "pages" / "html"
#: each page is shown in the first run; on Kafka it is the batches that differ
COUNT, ON_KAFKA = 80, 16

pytestmark = pytest.mark.skipif(not PAGES.is_dir(), reason="the corpus of real pages is not beside this checkout")


def run(site: Site, settings: Settings, pages: int) -> None:
    found = once(settings, [Feed(url) for url in site.feeds], lambda line: None)
    with app.open_state(settings) as state:
        for url in site.feeds:
            state.due_now(url)
    again = app.poll_shard(settings=settings)

    assert (found["entries"], found["articles"], found["dead"]) == (pages, pages, 0)
    assert (again["feeds"], again["entries"]) == (len(site.feeds), 0)
    with connect(settings.store_root) as store:
        counts = store.execute("select count(*), count(distinct url), count(distinct article_id) from articles")
        assert counts.fetchone() == (pages, pages, pages)
        fallen_back = store.execute("select url from articles where how['text'] = 'feed'").fetchall()
    assert fallen_back == []
    assert list(verify(settings.store_root)) == []


def test_eighty_real_pages_arrive_once(tmp_path: Path) -> None:
    with serve(PAGES, COUNT) as site:
        run(site, Settings(home=tmp_path, allow_private=True), COUNT)


@pytest.mark.kafka
def test_real_pages_arrive_once_on_kafka(tmp_path: Path, kafka_servers: str) -> None:
    with serve(PAGES, ON_KAFKA) as site:
        run(site, Settings(home=tmp_path, allow_private=True, kafka=kafka_servers, prefix="pages."), ON_KAFKA)
