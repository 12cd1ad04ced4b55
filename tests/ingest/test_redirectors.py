"""Links that hold the address they lead to: unwrapped where that is beyond doubt, else left alone."""

import base64
import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswire.ingest import redirectors
from newswire.ingest.redirectors import MAX_LENGTH
from newswire.ingest.urls import canonical_url, page_url
from newswire.stream.errors import RejectedError

STORY = "https://news.example/S/AbC?id=5&b=2"
QUOTED = "https%3A%2F%2Fnews.example%2FS%2FAbC%3Fid%3D5%26b%3D2"


def google_news(url: str) -> str:
    size = len(url)
    length = bytes([size]) if size < 128 else bytes([size & 0x7F | 0x80, size >> 7])
    packed = base64.urlsafe_b64encode(b"\x08\x13\x22" + length + url.encode() + b"\xd2\x01\x00").decode().rstrip("=")
    return f"https://news.google.com/rss/articles/{packed}?oc=5"


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(redirectors).failed == 0


@pytest.mark.parametrize(
    "link",
    [
        f"https://www.google.com/url?rct=j&sa=t&url={QUOTED}&ct=ga&cd=xyz&usg=abc",
        f"https://www.google.co.uk/url?q={QUOTED}&sa=U",
        "https://www.google.com/amp/s/news.example/S/AbC?id=5&b=2",
        "https://cdn.ampproject.org/c/s/news.example/S/AbC?id=5&b=2&amp_js_v=0.1&usqp=mq331",
        "https://news-example.cdn.ampproject.org/v/s/news.example/S/AbC?id=5&amp=1&b=2",
        f"http://www.bing.com/news/apiclick.aspx?ref=FexRss&aid=&tid=9&url={QUOTED}&c=1&mkt=en-us",
        f"https://r.search.yahoo.com/_ylt=A;_ylu=B/RV=2/RE=17/RO=10/RU={QUOTED}/RK=2/RS=x-",
        f"https://eur01.safelinks.protection.outlook.com/?url={QUOTED}&data=05%7C01&reserved=0",
        f"https://l.facebook.com/l.php?u={QUOTED}&h=AT0",
        google_news(STORY),
        google_news(f"{STORY}&utm_source={'x' * 150}"),
        # one redirector within another
        f"https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3D{QUOTED.replace('%', '%25')}",
    ],
)
def test_a_link_that_holds_its_target_is_the_same_as_its_target(link: str) -> None:
    assert canonical_url(link) == STORY


@pytest.mark.parametrize(
    "link",
    [
        "https://t.co/AbCdEf",
        "http://feedproxy.google.com/~r/wire/~3/AbC/",
        "https://news.google.com/rss/articles/CBMiAU_yqLNew0pAqueToken?oc=5",
        f"https://news.example/url?url={QUOTED}",
        f"https://www.google.com.evil.example/url?url={QUOTED}",
        f"https://www.google.com/search?q={QUOTED}",
        f"https://notbing.com/news/apiclick.aspx?url={QUOTED}",
        "https://www.google.com/url?url=javascript:alert(1)",
        "https://www.google.com/url?url=ftp%3A%2F%2Fnews.example%2Fa",
        "https://www.google.com/url?url=%2Frelative",
        "https://www.google.com/url?url=https%3A%2F%2Fuser%40news.example%2Fa",
        "https://www.google.com/url?url=https%3A%2F%2Flocalhost%2Fa",
        "https://www.google.com/url?url=https%3A%2F%2Fnews.example%3Aport%2Fa",
        # the address was put there unescaped: whose is b?
        "https://www.google.com/url?url=https://news.example/a?id=5&b=2",
        f"https://www.google.com/url?url={QUOTED}&url=https%3A%2F%2Fother.example%2F",
        f"https://www.google.com/url?url={QUOTED}&x={'y' * MAX_LENGTH}",
    ],
)
def test_what_does_not_say_beyond_doubt_where_it_leads_stays(link: str) -> None:
    assert canonical_url(link).split("?")[0].rstrip("/") == link.split("?")[0].rstrip("/")


def test_two_targets_stay_two_under_one_redirector() -> None:
    links = [f"https://www.google.com/url?url=https://news.example/a%3Fsid%3D{n}&ct=ga" for n in range(3)]
    assert len({canonical_url(link) for link in links}) == 3


@pytest.mark.parametrize(
    ("amp", "own"),
    [
        ("https://news.example/harbour-opens-after-storm/amp", "https://news.example/harbour-opens-after-storm"),
        ("https://news.example/harbour-opens-after-storm/amp/", "https://news.example/harbour-opens-after-storm/"),
        ("https://news.example/2026/a.html/amp", "https://news.example/2026/a.html"),
        ("https://news.example/a?amp=1", "https://news.example/a"),
        ("https://news.example/a?amp", "https://news.example/a"),
        ("https://news.example/a?id=3&outputType=amp", "https://news.example/a?id=3"),
    ],
)
def test_the_amp_form_of_an_article_joins_its_article(amp: str, own: str) -> None:
    assert canonical_url(amp) == canonical_url(own) == own


@pytest.mark.parametrize(
    "pages",
    [
        ("https://news.example/music/amp", "https://news.example/music"),  # an article about amplifiers in a section
        ("https://amp.news.example/a", "https://news.example/a", "https://www.news.example/a"),
        ("https://news.example/amp/a", "https://news.example/a"),
        ("https://news.example/a?amp=2", "https://news.example/a?amp=3", "https://news.example/a"),
        ("https://news.example/how-to-choose-an-amp", "https://news.example/how-to-choose-an"),
        ("https://news.example/a?amplifier=1", "https://news.example/a"),
    ],
)
def test_what_only_looks_like_amp_stays_apart(pages: tuple[str, ...]) -> None:
    assert len({canonical_url(url) for url in pages}) == len(pages)


@given(st.sampled_from(["www.google.com/url", "l.facebook.com/l.php", "cdn.ampproject.org/c/s/a.example"]), st.text())
def test_whatever_is_wrapped_the_canonical_form_is_a_fixed_point(where: str, inner: str) -> None:
    for link in (
        f"https://{where}?u={inner}&url={inner}",
        f"https://{where}/{inner}",
        f"https://{where}?q=http://{inner}",
    ):
        try:
            once = canonical_url(link)
        except RejectedError:
            continue
        assert canonical_url(once) == once


def test_many_layers_end() -> None:
    link = STORY
    for _ in range(200):
        link = f"https://www.google.com/amp/s/{link.removeprefix('https://')}"
    assert canonical_url(link) == STORY == page_url(link)
