"""What is taken out of messages, and what stays: controls, directions, secrets of URLs."""

import pytest

from factories import article, feed_entry
from newswire.stream.errors import RejectedError, RetryableError
from newswire.stream.messages import Enclosure, Fetch, make_id
from newswire.stream.safe.cleaned import cleaned_article, cleaned_entry
from newswire.stream.safe.controls import shown, without_controls, without_controls_in_url
from newswire.stream.safe.userinfo import (
    basic,
    origin,
    split_userinfo,
    unreadable_shown,
    with_userinfo,
    without_userinfo,
    without_web_userinfo,
)

HOSTILE = "\x1b]0;owned\x07 \x9b31m \u202eevil\u202c \u2066isolate\u2069 \x7f\x00"


@pytest.mark.parametrize("code", [*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0)])
def test_each_control_character_is_taken_out_and_escaped(code: int) -> None:
    assert chr(code) not in without_controls(f"a{chr(code)}b")
    assert shown(f"a{chr(code)}b") == f"a\\u{code:04x}b"


@pytest.mark.parametrize("code", [*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
def test_what_turns_a_line_around_is_taken_out_and_escaped(code: int) -> None:
    assert without_controls(f"a{chr(code)}b") == "ab"
    assert shown(f"a{chr(code)}b") == f"a\\u{code:04x}b"


@pytest.mark.parametrize(
    "text",
    [
        "two\nlines\tand a tab",
        "می\u200cخواهم",  # Persian needs the non-joiner
        "क्\u200dष",  # Hindi the joiner
        "שלום\u200f!",  # a mark of direction
        "soft\u00adhyphen, no\u00a0break, zero\u200bwidth, é, “quotes”, 10¹⁵, 🇫🇮",
    ],
)
def test_what_texts_are_written_with_stays(text: str) -> None:
    assert without_controls(text) is text
    assert shown(text, keep="\n\t") == text


def test_words_that_a_control_parted_stay_apart_and_halves_of_characters_are_mended() -> None:
    assert without_controls("one\x0btwo\x1fthree\r\nfour\rfive") == "one two three\nfour\nfive"
    assert without_controls("\ud83d\ude00 \ud83d!") == "😀 \ufffd!"
    assert shown("\ud83d") == "\\ud83d"


def test_a_url_leads_where_it_led() -> None:
    assert without_controls_in_url("https://a.example/\x1b?q=\u202e") == "https://a.example/%1B?q=%E2%80%AE"


@pytest.mark.parametrize(
    ("url", "bare", "secret"),
    [
        ("https://ann:pass@a.example/feed?x=b@c", "https://a.example/feed?x=b@c", "ann:pass"),
        ("http://token@a.example:8080/", "http://a.example:8080/", "token"),
        ("https://ann:p%40s@s@a.example/", "https://a.example/", "ann:p%40s@s"),
        ("https://a.example/@ann", "https://a.example/@ann", None),
        ("https://a.example/go?url=https://b:c@d.example/", "https://a.example/go?url=https://b:c@d.example/", None),
        ("tag:a@b.example,2024:1", "tag:a@b.example,2024:1", None),
    ],
)
def test_userinfo_is_told_apart(url: str, bare: str, secret: str | None) -> None:
    assert split_userinfo(url) == (bare, secret)
    assert with_userinfo(bare, secret) == url


def test_a_newline_within_hides_no_secret() -> None:
    assert split_userinfo("https://ann:se\ncret@a.example/x") == ("https://a.example/x", "ann:secret")
    assert split_userinfo("https://@a.example/x") == ("https://a.example/x", None)


def test_userinfo_goes_from_any_text_that_is_logged() -> None:
    text = "can't reach postgresql+psycopg://ann:secret@db/x, nor <a href='//ann:secret@a.example/'> for ann@a.example"
    assert "secret" not in without_userinfo(text) and "ann@a.example" in without_userinfo(text)
    assert without_web_userinfo("git clone ssh://git@a.example/x") == "git clone ssh://git@a.example/x"
    assert without_userinfo("A // note@home") == "A // note@home"
    assert "secret" not in str(RejectedError("bad", "https://ann:secret@a.example/ is gone"))
    assert RejectedError("bad", "https://ann:secret@a.example/").detail == "https://a.example/"
    assert "secret" not in str(RetryableError("https://ann:secret@a.example/ is gone"))
    assert "se/cret" not in unreadable_shown("https://ann:se/cret@a.example/feed")


def test_where_a_secret_may_go() -> None:
    assert basic("ann:p%C3%A4ss") == "Basic YW5uOnDDpHNz"
    assert origin("https://a.example/x") == origin("https://a.example:443/y") != origin("http://a.example/x")
    assert origin("https://a.example/") != origin("https://b.a.example/") and origin("tag:x") is None


def test_an_entry_is_published_without_secrets_and_controls() -> None:
    entry = feed_entry(
        url="https://ann:secret@a.example/\x1b",
        guid="https://ann:secret@a.example/1\x9b",
        title=HOSTILE,
        summary=f"<a href='https://ann:secret@a.example/'>{HOSTILE}</a>",
        content=f"<img src='//ann:secret@a.example/'>{HOSTILE}",
        authors=(f"Ann{HOSTILE}",),
        tags=("fine", HOSTILE),
        enclosures=(Enclosure(url="https://ann:secret@a.example/1.mp3", type="audio/mpeg"),),
    )
    done = cleaned_entry(entry)
    assert done.url == "https://a.example/%1B" and done.enclosures[0].url == "https://a.example/1.mp3"
    told = repr(done)
    assert "secret" not in told and not any(repr(c)[1:-1] in told for c in HOSTILE if not c.isprintable() and c != " ")
    assert cleaned_entry(done) is done
    plain = feed_entry()
    assert cleaned_entry(plain) is plain


def test_an_article_is_published_without_secrets_and_controls_under_the_revision_of_what_is_left() -> None:
    fetch = Fetch(url="https://ann:secret@a.example/1", status=200, bytes=1, sha256="0" * 64)
    one = article(
        title=f"Ten{HOSTILE}", text="a\x9bb", how={"title": "og\x1b"}, fetch=fetch, feed="http://x@a.example/"
    )
    done = cleaned_article(one)
    assert done.text == "ab" and done.fetch and done.fetch.url == "https://a.example/1"
    assert (done.feed, done.how) == ("http://a.example/", {"title": "og"})
    assert done.revision == make_id(done.title or "", "ab")
    plain = article()
    assert cleaned_article(plain) is plain
