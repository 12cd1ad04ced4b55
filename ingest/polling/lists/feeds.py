"""Which feeds to poll: TOML (`[[feed]]`), OPML, or plain text with a URL on each line."""

import re
import tomllib
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import listparser
import structlog

from newswire.ingest.parsing.charset import as_utf8, as_xml
from newswire.ingest.parsing.mending import without_controls, without_halves
from newswire.ingest.urls import canonical_url
from newswire.stream.errors import RejectedError
from newswire.stream.safe.userinfo import split_userinfo, unreadable_shown, without_userinfo

log = structlog.get_logger()

CLASSES = ("desk", "normal", "tail")
_KEYS = frozenset({"url", "name", "class"})


class Feed(NamedTuple):
    """A feed that the user names."""

    url: str
    name: str | None = None
    cls: str = "normal"  #: `class` in files: desk, normal or tail, from often to seldom
    credentials: str | None = None  #: the userinfo that its URL had, percent-encoded

    def __repr__(self) -> str:
        named = f"Feed(url={self.url!r}, name={self.name!r}, cls={self.cls!r}"
        return f"{named}, credentials='***')" if self.credentials else f"{named})"

    @classmethod
    def of(cls, url: str, name: str | None = None, kind: str = "normal") -> "Feed":
        """A feed whose URL somebody wrote, with credentials or without. Raises RejectedError `bad_url`."""
        bare, userinfo = split_userinfo(feed_url(url))
        return cls(bare, name, kind, userinfo)


class FeedsFileError(RejectedError):
    """The list of feeds is wrong; the detail names file, line and value."""

    def __init__(self, detail: str) -> None:
        super().__init__("bad_feeds_file", detail)


def load_feeds(
    text: bytes | str,
    name: str = "feeds",
    *,
    note: Callable[[str], None] = lambda text: log.warning("feeds", note=text),
) -> list[Feed]:
    """The feeds in a file's text, in its order, each once; `name` is what errors call the file.

    What is dropped goes to `note`: a feed named twice; in OPML and plain lists, which come from elsewhere, also what
    is not a URL. TOML is written for this program: what is wrong in it is an error. Raises FeedsFileError.

    >>> load_feeds("https://example.org/rss  # a comment")
    [Feed(url='https://example.org/rss', name=None, cls='normal')]
    """
    faults: list[str] = []

    def drop(fault: str) -> None:
        faults.append(fault)
        note(f"dropped: {fault}")

    raw = text if isinstance(text, bytes) else text.encode("utf-8", "replace")
    text = _decoded(raw)
    if text.lstrip().startswith("<"):
        found = _opml(text, name, drop)
    elif re.search(r"^\s*(\[\[?\s*[\w.]+\s*\]\]?|[\w.\"]+\s*=)", text, re.MULTILINE):
        found = _toml(raw, name)
    else:
        found = _lines(text, name, drop)
    feeds = list(_each_once(found, name, drop))
    if not feeds:
        raise FeedsFileError(faults[0] if faults else f"{name}: no feeds in it")
    return feeds


def _decoded(raw: bytes) -> str:
    """The text of a list; what is not UTF-8 and says no other encoding has U+FFFD in it."""
    if not raw.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<") and not raw.startswith(
        (b"\xff\xfe", b"\xfe\xff")
    ):
        return raw.decode("utf-8-sig", "replace")
    body, content_type, _ = as_xml(raw, None)
    return (as_utf8(body, content_type) or body).decode("utf-8", "replace")


def _toml(raw: bytes, name: str) -> list[tuple[int, Feed]]:
    try:
        text = raw.decode("utf-8-sig")
        document = tomllib.loads(text)
    except UnicodeDecodeError as e:
        line = raw[: e.start].count(b"\n") + 1
        raise FeedsFileError(f"{name}, line {line}: not UTF-8 (byte {raw[e.start]:#x})") from e
    except (ValueError, RecursionError) as e:
        where = str(e).replace("at end of document", f"at line {len(text.splitlines())}, the end")
        raise FeedsFileError(f"{name}: {where}") from e
    tables = document.get("feed")
    if not isinstance(tables, list) or set(document) != {"feed"}:
        odd = ", ".join(sorted(set(document) - {"feed"})) or "feed"
        raise FeedsFileError(f"{name}: expected only [[feed]] tables, found {odd!r}")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*feed\s*\]\]", line)]
    lines += [0] * (len(tables) - len(lines))  # written inline: feed = [{...}]
    return [(line, _table(table, f"{name}, line {line}")) for line, table in zip(lines, tables, strict=False)]


def _table(table: Any, where: str) -> Feed:
    if not isinstance(table, dict):
        raise FeedsFileError(f"{where}: {table!r} is not a table")
    if unknown := set(table) - _KEYS:
        raise FeedsFileError(f"{where}: unknown key {min(unknown)!r}, known are url, name, class")
    for key, value in table.items():
        if not isinstance(value, str) or not value.strip():
            raise FeedsFileError(f"{where}: {key} = {value!r} must be a text")
    if "url" not in table:
        raise FeedsFileError(f"{where}: a feed without url")
    cls = table.get("class", "normal")
    if cls not in CLASSES:
        raise FeedsFileError(f"{where}: class = {cls!r}, known are {', '.join(CLASSES)}")
    return _feed(table["url"], where, table.get("name"), cls)


def _opml(text: str, name: str, drop: Callable[[str], None]) -> list[tuple[int, Feed]]:
    text = re.sub(r"^\s*<\?xml[^<>]*>\s*", "", text)
    found = listparser.parse(f'<?xml version="1.0" encoding="utf-8"?>{text}'.encode())
    if not found.feeds and (found.bozo or not found.version):
        raise FeedsFileError(f"{name}: not OPML: {found.get('bozo_exception') or text.split('>')[0][:80] + '>'}")
    feeds = []
    for feed in found.feeds:
        line = text[: max(text.find(feed.url), 0)].count("\n") + 1
        try:
            # as we write it: an outline of the class around it, and a category
            cls = next((tag for tag in feed.get("tags") or () if tag in CLASSES), "normal")
            title = without_controls(without_halves(feed.get("title") or ""))
            feeds.append((line, _feed(feed.url, f"{name}, line {line}", title or None, cls)))
        except FeedsFileError as e:  # exported lists are long, and old: one dead outline does not stop the others
            drop(e.detail)
    named = len(re.findall(r"\sxmlUrl\s*=\s*[\"'][^\"'\s]", text, re.IGNORECASE))
    if named > len(found.feeds):
        drop(f"{name}: {named - len(found.feeds)} of {named} outlines can't be read")
    return feeds


def _lines(text: str, name: str, drop: Callable[[str], None]) -> list[tuple[int, Feed]]:
    feeds = []
    for number, line in enumerate(text.splitlines(), 1):
        url = re.split(r"(?:^|\s)#", line, maxsplit=1)[0].strip()
        try:
            if "\ufffd" in url:
                raise FeedsFileError(f"{name}, line {number}: not UTF-8: {unreadable_shown(url)!r}")
            if url:
                feeds.append((number, _feed(url, f"{name}, line {number}")))
        except FeedsFileError as e:
            drop(e.detail)
    return feeds


def feed_url(url: str) -> str:
    """The URL of a feed as somebody wrote it. Raises RejectedError `bad_url` for what is none.

    >>> feed_url("feed:https://example.org/rss"), feed_url("feed://example.org/rss")
    ('https://example.org/rss', 'http://example.org/rss')
    """
    url = url.strip()
    if url[:5].lower() == "feed:":  # as browsers and readers hand them on
        url = f"http:{url[5:]}" if url[5:7] == "//" else url[5:]
    try:
        canonical_url(url)
    except RejectedError as e:
        raise RejectedError("bad_url", f"{unreadable_shown(url)!r} is not an http or https URL") from e
    if re.search(r"\s", url):
        raise RejectedError("bad_url", f"{unreadable_shown(url)!r} contains a blank")
    return url


def _feed(url: str, where: str, name: str | None = None, cls: str = "normal") -> Feed:
    try:
        return Feed.of(url, name and without_userinfo(name), cls)
    except RejectedError as e:
        raise FeedsFileError(f"{where}: {e.detail}") from e


def _each_once(found: Iterable[tuple[int, Feed]], name: str, drop: Callable[[str], None]) -> Iterable[Feed]:
    seen: dict[str, int] = {}
    for line, feed in found:
        same = canonical_url(feed.url)
        if same in seen:
            drop(f"{name}, line {line}: {feed.url} stands in line {seen[same]} already")
            continue
        seen[same] = line
        yield feed
