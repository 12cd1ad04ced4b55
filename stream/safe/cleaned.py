"""The one place where a message loses what must not be published: secrets of URLs, characters that steer."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import msgspec

from newswire.stream.messages import Article, Entry, FeedEntry, make_id
from newswire.stream.safe.controls import is_suspect, without_controls, without_controls_in_url
from newswire.stream.safe.userinfo import split_userinfo, without_web_userinfo

OfEntry = TypeVar("OfEntry", bound=Entry)
_URLS = frozenset({"url", "canonical_url", "feed"})


def cleaned_entry(entry: OfEntry) -> OfEntry:
    """The entry without userinfo in its URLs and markup and without control characters; itself where it has none."""
    if not _may_need_it(entry):
        return entry
    done: OfEntry = _cleaned(entry)
    return done


def cleaned_article(article: Article) -> Article:
    """The article without userinfo in its URLs and without control characters; its revision is made again then."""
    done: Article = _cleaned(article)
    if (done.title, done.text) != (article.title, article.text):
        done = msgspec.structs.replace(done, revision=make_id(done.title or "", done.text))
    return done


def _may_need_it(entry: Entry) -> bool:
    """One look over all of an entry, as nearly all need nothing: field by field takes three times as long."""
    url = entry.url or ""
    parts = (url, entry.guid, entry.title, entry.summary, entry.content, *entry.authors, *entry.tags, *entry.flags)
    text = "".join(part for part in parts if part)
    for enclosure in entry.enclosures:
        text += f"{enclosure.url}{enclosure.type}"
    return "@" in text or is_suspect(text) or "\n" in url or "\t" in url or isinstance(entry, FeedEntry)


def _url(text: str) -> str:
    # its own alone: a URL within a path or a query is a part of the address, and of the article's identity
    return without_controls_in_url(split_userinfo(text)[0])


def _markup(text: str) -> str:
    return without_controls(without_web_userinfo(text))


#: names of fields -> how a text in them is cleaned; all others are plain
_HOW: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(_URLS, _url),
    **dict.fromkeys(("guid", "summary", "content"), _markup),
}


def _cleaned(message: Any) -> Any:
    changed = {}
    for name in message.__struct_fields__:
        before = getattr(message, name)
        after = _value(before, _HOW.get(name, without_controls))
        if after is not before:
            changed[name] = after
    return msgspec.structs.replace(message, **changed) if changed else message


def _value(value: Any, how: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        done = how(value)
        return value if done == value else done
    if isinstance(value, tuple):
        parts = tuple(_value(part, how) for part in value)
        return value if all(a is b for a, b in zip(parts, value, strict=True)) else parts
    if isinstance(value, dict):
        found = {name: _value(part, how) for name, part in value.items()}
        return value if all(found[name] is part for name, part in value.items()) else found
    return _cleaned(value) if isinstance(value, msgspec.Struct) else value
