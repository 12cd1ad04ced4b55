"""Each DAG run in a real Airflow on a small pipe: what becomes red, the notes, the events, and that it was done."""

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from factories import dead_letter
from homes.damaged_homes import filled_home
from homes.small_archive import keep
from newswire import app
from newswire.dead.letters import open_letters
from newswire.ingest.polling.lists.feeds import Feed
from newswire.settings import Settings
from newswire.stream.broker import Message
from newswire.stream.topics import ARTICLES, DEAD, encode
from protocols.store_batches import ask

ROOT = Path(__file__).resolve().parents[2]
RSS = b"""<rss version="2.0"><channel><title>News</title>
<item><title>One</title><link>https://news.example/1</link><guid>1</guid></item>
<item><title>Two</title><link>https://news.example/2</link><guid>2</guid></item></channel></rss>"""

pytestmark = pytest.mark.airflow


class Site(ThreadingHTTPServer):
    """A feed that answers, one that does not, and whoever is told of failures."""

    told: list[dict[str, Any]]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/rss" else 500)
        self.end_headers()
        self.wfile.write(RSS)

    def do_POST(self) -> None:
        assert isinstance(self.server, Site)
        self.server.told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None: ...


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with Site(("127.0.0.1", 0), Answer) as server:
        server.told = []
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.shutdown()


class Airflow:
    """A child that runs DAGs, see `runs_of_dags`."""

    def __init__(self, process: "subprocess.Popen[str]", settings: Settings) -> None:
        self.process, self.settings = process, settings

    def run(self, dag: str, **conf: Any) -> Any:
        return self.say({"dag": dag, "conf": conf})

    def say(self, what: Any) -> Any:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@pytest.fixture(scope="module")
def airflow(tmp_path_factory: pytest.TempPathFactory, site: Site) -> Iterator[Airflow]:
    folder = tmp_path_factory.mktemp("dags")
    os.umask(0o022)
    settings = filled_home(folder / "home")
    with app.open_state(settings) as state:
        state.keep_only([Feed(f"{site.url}/rss"), Feed(f"{site.url}/broken")])
    env = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "NEWSWIRE"))},
        "AIRFLOW_HOME": str(folder / "airflow"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__DAGS_FOLDER": str(folder / "dags"),
        "NEWSWIRE_HOME": str(settings.home),
        "NEWSWIRE_ALLOW_PRIVATE": "true",
        "NEWSWIRE_NOTIFY_URL": f"{site.url}/hook",
        "NO_PROXY": "127.0.0.1",
    }
    shutil.copytree(ROOT / "dags", folder / "dags")
    shutil.copy(ROOT / "docs" / "examples" / "daily_digest.py", folder / "dags")  # as its user is told to
    script = Path(__file__).with_name("runs_of_dags.py")
    with (folder / "log").open("w") as log:
        pipe = subprocess.PIPE
        with subprocess.Popen(
            [sys.executable, script], env=env, stdin=pipe, stdout=pipe, stderr=log, text=True
        ) as process:
            assert process.stdout
            ready = process.stdout.readline()
            assert ready and json.loads(ready) == {"errors": {}}, (folder / "log").read_text()[-3000:]
            yield Airflow(process, settings)


def test_a_poll_makes_an_event_of_its_entries_and_is_red_with_the_feed_that_fails(airflow: Airflow, site: Site) -> None:
    done = airflow.run("poll_feeds")
    assert done["state"] == "failed" and done["tasks"] == {"due": "success", "poll": "success", "report": "failed"}
    assert done["events"] == [["newswire/entries", {"entries": 2}]]
    assert done["note"].startswith("feeds 2, ") and "entries 2" in done["note"] and "failed 1" in done["note"]
    assert f"1 of 2 feeds fails (50 %, limit max_failing_percent 5 %): {site.url}/broken: " in done["note"]
    (told,) = site.told
    assert (told["dag"], told["task"], told["state"]) == ("poll_feeds", "report", "failed")
    assert "1 of 2 feeds fails" in told["text"] and "/dags/poll_feeds/runs/" in told["url"]
    site.told.clear()


def test_health_is_red_with_sentences_tells_of_changes_and_is_green_once_the_remedy_was_taken(
    airflow: Airflow, site: Site
) -> None:
    red = airflow.run("health")
    assert red["state"] == "failed" and "1 of 2 feeds fails" in red["note"]
    assert f"Remedy: newswire feeds check {site.url}/broken --home {airflow.settings.home}" in red["note"]
    assert airflow.run("health")["state"] == "failed"
    with app.open_state(airflow.settings) as state:
        state.pause(app.feed_named(state, f"{site.url}/broken"), datetime.now(UTC))
    green = airflow.run("health")
    assert green["state"] == "success" and green["note"] == "all is well"
    assert [(told["state"], len(told["alarms"])) for told in site.told] == [("failed", 1), ("well again", 0)]
    assert "all is well again" in site.told[1]["text"]
    site.told.clear()


def test_compaction_tells_once_that_a_day_is_over(airflow: Airflow) -> None:
    first, second = airflow.run("compact"), airflow.run("compact")
    assert first["state"] == "success" and "complete: " in first["note"]
    ((asset, extra),) = first["events"]
    assert asset == "newswire/day" and set(extra) == {"day"} and second["events"] == []


def test_verification_is_red_with_what_it_found_and_repair_puts_it_back_once_approved(airflow: Airflow) -> None:
    clean = airflow.run("verify")
    assert (clean["state"], clean["note"]) == ("success", "clean")
    assert set(airflow.run("repair")["tasks"].values()) == {"skipped"}
    before = ask(airflow.settings.store_root, "select count(*) from articles")
    root = airflow.settings.store_root
    assert isinstance(root, Path)
    next((root / "articles").glob("*/compacted*")).unlink()

    red = airflow.run("verify")
    assert red["state"] == "failed" and "findings (limit 0); the DAG repair mends them: " in red["note"]
    mended = airflow.run("repair")
    assert mended["tasks"] == {"plan": "success", "approve": "success", "mend": "success"}
    assert mended["returned"]["mend"]["lost"] == 0 and mended["returned"]["plan"]["body"].startswith("- `")
    assert airflow.run("verify", only=["store"])["state"] == "success"
    assert ask(root, "select count(*) from articles") == before


def test_retention_cleans_airflow_itself_too(airflow: Airflow) -> None:
    airflow.say({"ask": "insert into log (dttm, event) values ('2020-01-01 00:00:00', 'old')"})
    logs = airflow.settings.home.parent / "airflow" / "logs" / "dag_processor" / "2020-01-01"
    logs.mkdir(parents=True)
    (logs / "old.log").touch()
    for path in (logs / "old.log", logs):
        os.utime(path, (0, 0))
    count = {"ask": "select count(*) from dag_run where dag_id = 'health'"}
    airflow.run("health")
    before = airflow.say(count)
    done = airflow.run("retain")
    assert set(done["tasks"].values()) == {"success"}
    assert done["returned"]["airflow_logs"] == 1 and not logs.exists()
    assert airflow.say({"ask": "select count(*) from log where event = 'old'"}) == [[0]]
    assert before != [[0]] and airflow.say(count) == before


def test_dead_letters_go_back_by_reason_time_and_number(airflow: Airflow) -> None:
    with app.open_broker(airflow.settings) as broker, closing(broker.producer()) as producer:
        before = sum(broker.ends(ARTICLES.name).values())
        for n, (reason, at) in enumerate(
            [("http_404", "03"), ("http_404", "01"), ("not_json", "01"), ("http_404", "01")]
        ):
            letter = dead_letter(
                str(n), reason=reason, topic=ARTICLES.name, failed_at=f"2026-11-{at}T00:00:00Z", value=b"{}"
            )
            producer.send(Message(DEAD.name, letter.id.encode(), encode(letter)))
    nothing = airflow.run("replay_dead_letters", reason="no_such")
    assert set(nothing["tasks"].values()) == {"skipped"} and "none of 4 open dead letters fits" in nothing["note"]
    done = airflow.run("replay_dead_letters", reason="http_404", until="2026-11-02T00:00:00Z", limit=1)
    assert done["returned"]["choose"]["count"] == 1 and "| http_404 | 1 |" in done["returned"]["choose"]["body"]
    assert done["returned"]["retry"] == 1 and "1 sent back" in done["note"]
    with app.open_broker(airflow.settings) as broker:
        assert sum(broker.ends(ARTICLES.name).values()) == before + 1 and len(open_letters(broker)) == 3


def test_the_archive_is_replayed_by_days_and_days_that_are_not_there_are_red(airflow: Airflow, tmp_path: Path) -> None:
    keep(tmp_path)
    (day,) = (folder.name for folder in tmp_path.iterdir())
    done = airflow.run("backfill", **{"from": day, "to": day, "archive": str(tmp_path)})
    assert done["state"] == "success" and done["note"] == "1 of 1 days were kept"
    assert done["returned"]["publish"] == {"articles": 1, "errors": 0}
    red = airflow.run("backfill", **{"from": "2001-01-01", "to": "2001-01-02", "archive": str(tmp_path)})
    assert red["state"] == "failed" and f"no answer of these days was kept in {tmp_path}" in red["note"]


def test_forms_refuse_what_is_not_a_date_and_days_in_the_wrong_order(airflow: Airflow) -> None:
    assert "is not a 'date'" in airflow.run("re_enrich", **{"from": "yesterday", "to": "2026-01-01"})["refused"]
    assert airflow.run("re_enrich", **{"from": "2026-01-02", "to": "2026-01-01"})["state"] == "failed"


def test_re_enrichment_takes_the_articles_of_the_days(airflow: Airflow) -> None:
    today = datetime.now(UTC).date().isoformat()
    done = airflow.run("re_enrich", **{"from": today, "to": today})
    assert done["state"] == "success" and done["returned"]["tag_anew"]["already"] > 50
    assert done["note"].startswith("already ")


def test_an_article_is_forgotten_in_the_name_of_who_approved_and_one_that_is_not_known_is_red(airflow: Airflow) -> None:
    url = "https://news.example/two3"
    unknown = airflow.run("forget", articles=["https://news.example/nowhere"], why="asked for")
    assert unknown["state"] == "failed" and "nothing was done" in unknown["note"]
    done = airflow.run("forget", articles=[url], why="asked for by counsel")
    assert done["returned"]["find"]["count"] == 1 and url in done["returned"]["find"]["body"]
    assert done["state"] == "success" and "1 articles were forgotten, approved by" in done["note"]
    assert ask(airflow.settings.store_root, f"select * from articles where url = '{url}'") == []


def test_aliases_are_learned(airflow: Airflow) -> None:
    assert airflow.run("learn_aliases")["returned"] == {"learn": 0}
    assert (airflow.settings.home / "aliases.tsv").is_file()


def test_the_example_of_a_users_dag_writes_a_digest_of_the_day(airflow: Airflow) -> None:
    done = airflow.run("daily_digest", day=datetime.now(UTC).date().isoformat())
    assert done["state"] == "success"
    digest = Path(done["returned"]["write"]).read_text()
    assert "- **12 soldier**, says Officials: [Title " in digest and "- five9 (GPE): 1 articles" in digest
