"""A news site on loopback with as many small articles as a test asks for, in RSS feeds of a hundred items."""

import re
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

PER_FEED = 100
_TOWNS = ("Harrowick", "Port Selin", "Vasterby", "Old Tarn", "Lower Kestrel", "Miramont", "Dunhallow")
_THINGS = ("volunteers", "sandbags", "families", "buses", "engineers", "tents", "generators", "nurses")


def title(number: int) -> str:
    """A headline that no other article has."""
    return f"{_TOWNS[number % 7]} counts {number + 10} {_THINGS[number % 8]} after the flood of night {number}"


def page(number: int, edited: bool = False) -> str:
    """An article page; the figures differ from page to page. Edited, it counts a thousand households more."""
    town, thing = _TOWNS[number % 7], _THINGS[number % 8]
    paragraphs = (
        f"The council of {town} said on Tuesday that {number + 10} {thing} had reached the lower quarter by dusk, "
        f"where the river stood {number % 9 + 2} metres above the quay.",
        f"According to the harbour office, at least {number * 3 + 40 + 1000 * edited} households were still "
        f"without power, and the repair of line {number} would take until the weekend.",
        f"“We asked for {number * 2 + 5} more {thing} and got about half of them,” said Mara Lindqvist, who leads the "
        f"district's emergency staff. A spokesman of the ministry denied that any request had been turned down.",
        f"Insurers put the damage at {number % 40 + 1}.5 million euros, up {number % 12 + 1} percent from an estimate "
        f"that was published a week ago.",
    )
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f"<!doctype html><html lang='en'><head><title>{title(number)}</title></head>"
        f"<body><nav><a href='/'>Home</a></nav><article><h1>{title(number)}</h1>{body}</article>"
        f"<footer>All rights reserved.</footer></body></html>"
    )


class SmallSite:
    """Serves `/feed/K.xml` and `/article/N`; counts what was asked for. Articles can be edited and taken down."""

    def __init__(self, articles: int, base: str) -> None:
        self.articles, self.base = articles, base
        self.asked: Counter[str] = Counter()
        self.edited: frozenset[int] = frozenset()
        self.gone: frozenset[int] = frozenset()

    @property
    def feeds(self) -> list[str]:
        """The URLs of the feeds."""
        return [f"{self.base}/feed/{k}.xml" for k in range((self.articles + PER_FEED - 1) // PER_FEED)]

    def urls(self) -> list[str]:
        """The URLs of the articles."""
        return [f"{self.base}/article/{n}" for n in range(self.articles)]

    def feed(self, number: int) -> str:
        """An RSS feed of up to a hundred of the articles."""
        items = "".join(
            f"<item><title>{title(n)}</title><link>{self.base}/article/{n}</link><guid>{self.base}/article/{n}</guid>"
            f"<description>News from {_TOWNS[n % 7]}, report {n}.</description></item>"
            for n in range(number * PER_FEED, min((number + 1) * PER_FEED, self.articles))
        )
        head = f"<title>Small {number}</title><link>{self.base}/</link>"
        return f"<rss version='2.0'><channel>{head}{items}</channel></rss>"


@contextmanager
def small_site(articles: int) -> Iterator[SmallSite]:
    """A running site on a free port of loopback."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            site.asked[path] += 1
            kind, _, name = path.strip("/").partition("/")
            number = name.removesuffix(".xml")
            body, status, mime = b"no such page", 404, "text/plain"
            if kind == "article" and number.isdecimal() and int(number) in site.gone:
                pass
            elif kind == "feed" and number.isdecimal():
                body, status, mime = site.feed(int(number)).encode(), 200, "application/rss+xml"
            elif kind == "article" and number.isdecimal() and int(number) < site.articles:
                body, status, mime = (
                    page(int(number), int(number) in site.edited).encode(),
                    200,
                    "text/html; charset=utf-8",
                )
            self.send_response(status)
            self.send_header("Content-Type", mime)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = SmallSite(articles, f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def words_of(numbers: Sequence[int]) -> re.Pattern[bytes]:
    """What is in these articles of the site and in no other: of title, text, summary and URL."""
    number = "|".join(map(str, numbers))
    return re.compile(rf"(?:of night|repair of line|report) (?:{number})\b|/article/(?:{number})\b".encode())
