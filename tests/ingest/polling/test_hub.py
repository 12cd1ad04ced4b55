"""Where feeds say that their changes are announced."""

import pytest
from multidict import CIMultiDict, CIMultiDictProxy

from newswire.ingest.polling.websub.hub import Announced, announced
from newswire.ingest.web.response import Response

URL = "https://example.org/feed"
HUB = "https://hub.example.net/"


def response(body: str, *links: str) -> Response:
    headers = CIMultiDict([("Link", link) for link in links])
    return Response(URL, 200, CIMultiDictProxy(headers), body.encode())


RSS = '<rss xmlns:atom="http://www.w3.org/2005/Atom"><channel>{}<item>{}</item></channel></rss>'
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom">{}<entry>{}</entry></feed>'


@pytest.mark.parametrize(
    ("body", "links", "wanted"),
    [
        (RSS.format(f'<atom:link rel="hub" href="{HUB}"/>', ""), (), Announced(HUB, URL)),
        (ATOM.format(f"<link href='{HUB}' rel='hub' /><link rel='self' href='/a?b=1&amp;c=2'/>", ""), (),
         Announced(HUB, "https://example.org/a?b=1&c=2")),
        ("<rss/>", (f'<{HUB}>; rel="hub", <{URL}?x=1>; rel="self"',), Announced(HUB, f"{URL}?x=1")),
        ("<rss/>", (f"<{HUB}>; rel=hub",), Announced(HUB, URL)),
        ('{"hubs": [{"type": "WebSub", "url": "https://hub.example.net/"}], "feed_url": "/self"}', (),
         Announced(HUB, "https://example.org/self")),
        # an entry's own links are not the feed's
        (RSS.format("", f'<atom:link rel="hub" href="{HUB}"/>'), (), Announced()),
        # no address of the web
        (RSS.format('<atom:link rel="hub" href="javascript:alert(1)"/>', ""), (), Announced()),
        ("{" * 5000, (), Announced()),
        ("", (), Announced()),
        ('{"hubs": 7}', (), Announced()),
    ],
)  # fmt: skip
def test_a_hub_is_found_wherever_a_feed_may_name_it(body: str, links: tuple[str, ...], wanted: Announced) -> None:
    assert announced(response(body, *links)) == wanted
