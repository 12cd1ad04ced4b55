"""The demo: the whole pipe on the news site that the project ships, with settings that make it quick to watch."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from newswire.home.folder import prepare
from newswire.ingest.polling.lists.feeds import Feed
from newswire.processes.command import python
from newswire.processes.ports import is_free
from newswire.running.up import up
from newswire.settings import Settings

#: what the demo sets where the user did not: a small site of ours may be asked often
QUICK: dict[str, Any] = {
    "home": Path(".demo").absolute(),
    "allow_private": True,
    "poll_s": 30,
    "desk_s": 15,
    "fetch_total_s": 4.0,
    "fetch_attempts": 1,
    "host_delay_s": 0.05,
    "flush_s": 1.0,
    "revisit_s": (120.0, 600.0),
    "gone_s": 30.0,
}
FIRST_PORT = 8700


def demo(settings: Settings, where: Mapping[str, str], *, airflow: bool, plain: bool) -> None:
    """Runs until Ctrl-C; a second start goes on where the first stopped, on the same port of the site.

    `where` says of each setting where it comes from (`newswire.settings.origins`): only defaults give way.
    """
    settings = settings.model_copy(update={k: v for k, v in QUICK.items() if where[k] == "default"})
    prepare(settings)
    port = site_port(settings.home / "site.port")
    base = f"http://127.0.0.1:{port}"
    feeds = [Feed(url=f"{base}/{name}", name=f"Demo {name}", cls="desk") for name in ("rss.xml", "atom.xml", "rdf.xml")]
    site = python("newswire.demo_site", "--port", str(port), "--state", str(settings.home / "site.json"))
    up(
        settings,
        feeds,
        airflow=airflow,
        plain=plain,
        notes=[f"News site    {base} (three feeds, a new article every 20 s)"],
        extra={"site": site},
    )


def site_port(file: Path) -> int:
    """The port of the last run, so that the articles keep their URLs; another one where that is taken."""
    port = int(file.read_text()) if file.is_file() and file.read_text().isdecimal() else FIRST_PORT
    while not is_free(port):
        port += 1
    file.write_text(str(port))
    return port
