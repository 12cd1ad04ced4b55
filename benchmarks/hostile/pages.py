"""Pages that are meant to stop a pipe, and good ones beside them. Written for this; each kind was seen to stop one."""

import json
from collections.abc import Mapping

from benchmarks.sites.raw import answer

_WHO = ("its chair", "a pilot", "the owner of two tugs", "a spokesman for the port", "the town's mayor")
_BAD = {"Content-Type": b"text/html; charset=\xe9", "ETag": b'"\xff\xfe"', "Last-Modified": b"\xe9t\xe9"}


def prose(number: int) -> str:
    """Five paragraphs of an ordinary report, another one for each number."""
    return "".join(
        f"<p>The harbour board of town {number} voted on Tuesday to deepen channel {place}, {who} said. Some "
        f"{1200 + number} workers are to begin in May {2020 + number % 7}, {who} told reporters after the meeting.</p>"
        for place, who in enumerate(_WHO)
    )


def page(body: str, title: str = "Harbour to be deepened", head: str = "") -> bytes:
    """A page with this body, in UTF-8; halves of characters stand in it as they would in broken bytes."""
    whole = f"<html lang=en><head><title>{title}</title>{head}</head><body><article>{body}</article></body></html>"
    return whole.encode("utf-8", "surrogatepass")


def good(number: int) -> bytes:
    """A whole answer with an ordinary page."""
    return answer(page(prose(number), f"Town {number} deepens its harbour"))


def hostile() -> Mapping[str, bytes]:
    """Path -> whole answer: 15 pages, each hostile in its own way."""
    quoted = "\u201cSome 1,500 troops arrived on Friday, "
    linked = json.dumps({"@type": "NewsArticle", "headline": "Half \ud83d of it", "author": {"name": "A \udfff B"}})
    huge = " ".join(
        f"{sign}{'9' * digits} people died." for digits in (16, 17, 20, 40, 309, 1000, 4400) for sign in "$-"
    )
    years = ", ".join(str(1000 + n % 1500) for n in range(20_000))
    return {
        "/charset-1": answer(page(prose(101)), _BAD),
        "/charset-2": answer(page(prose(102)), _BAD),
        "/charset-3": answer(page(prose(103)), _BAD),
        "/location": answer(b"", {"Location": b"/caf\xe9"}, b"302 Found"),
        "/validators": answer(
            page(prose(105)), {"ETag": b'W/"\x80', "Last-Modified": b"-1", "Link": b"<\xff>; rel=\xff"}
        ),
        "/retry-after": answer(b"", {"Retry-After": b"9" * 400}, b"503 No"),
        "/encoding": answer(page(prose(107)), {"Content-Encoding": b"\xe9\xff"}),
        "/quotes-165": answer(page(f"<p>{quoted * (165_000 // len(quoted))}</p>")),
        "/quotes-80": answer(page(f"<p>{quoted * (80_000 // len(quoted))}</p>")),
        "/years": answer(page(f"<p>In {years} it rained.</p>")),
        "/numbers": answer(
            page(f"{prose(111)}<p>{huge} Some 1e400 tons, 1e-400 tons and {10**30} euros are lost.</p>")
        ),
        "/digits": answer(page(f"{prose(112)}<p>{'7' * 300_000}</p>")),
        "/references": answer(
            page(prose(113).replace("town", "&#xD83D;&#xDE00;&#xD800;&#57343;&#0;&#x1FFFFF; town"), "&#xD800;")
        ),
        "/linked-data": answer(page(prose(114), head=f'<script type="application/ld+json">{linked}</script>')),
        "/bytes": answer(page(prose(115).replace("town", "\udc80 \x1b[31m town"), "\ud800 title")),
    }


def feed(url: str, paths: list[str]) -> bytes:
    """A whole answer: a JSON feed of these pages, in their order."""
    items = [{"id": path, "url": url + path, "title": f"About {path} \ud800"} for path in paths]
    told = {"version": "https://jsonfeed.org/version/1.1", "title": "Reports", "items": items}
    return answer(json.dumps(told).encode(), {"Content-Type": b"application/feed+json; charset=\xe9", "ETag": b"\xe9"})
