"""feedparser's two parsers by our rules (`feed_rules.py`): one for well-formed XML, one for everything else.

In the latter what is wrong in one element ends with it, and what is wrong in one item with the item.
"""

from collections.abc import Callable
from typing import Any
from xml.sax.xmlreader import AttributesNSImpl

from feedparser.api import LooseFeedParser, StrictFeedParser

from newswire.ingest.parsing.feed_rules import ITEMS, MAX_DEPTH, Bounded, EnoughError
from newswire.stream.errors import RejectedError

#: elements of an item that no markup has: where one begins, a text before it has ended
_NO_MARKUP = frozenset(
    ["guid", "pubdate", "content:encoded", "dc:creator", "dc:date", "enclosure", "author", "category", "description"]
)
_NOT_IN_A_TITLE = _NO_MARKUP | {"link", "summary", "content", "id", "updated", "published"}
_TEXTS = frozenset(["description", "summary", "other_summary"])
_STATES = ("inauthor", "incontributor", "inpublisher", "insource", "inimage", "intextinput", "incontent", "svgOK")


class Strict(Bounded, StrictFeedParser):  # type: ignore[misc]
    """For well-formed XML."""

    max_depth = MAX_DEPTH

    def startElementNS(self: Any, name: Any, qname: Any, attrs: Any) -> None:  # noqa: N802 - of xml.sax
        """Without attributes of vocabularies that nobody here knows: feedparser takes `x:rel` for `rel`."""
        names = attrs.getNames()
        known = [(uri, local) for uri, local in names if not uri or uri.lower() in self._matchnamespaces]
        if len(known) < len(names):
            attrs = AttributesNSImpl(
                {key: attrs[key] for key in known}, {key: attrs.getQNameByName(key) for key in known}
            )
        super().startElementNS(name, qname, attrs)


class Loose(Bounded, LooseFeedParser):  # type: ignore[misc]
    """For everything else: there, a tag without an end deepens all that follows, and prefixes may be undeclared."""

    max_depth = 100 * MAX_DEPTH

    def unknown_starttag(self: Any, tag: str, attrs: Any) -> Any:
        tag = tag.removeprefix("rss:")
        if tag in ITEMS and self.inentry:
            self._close_all()
        elif self.incontent and self.elementstack:
            within = self.elementstack[-1][0]
            if (within == "title" and tag in _NOT_IN_A_TITLE) or (within in _TEXTS and tag in _NO_MARKUP):
                self._close()
        return self._minded(super().unknown_starttag, tag, attrs)

    def unknown_endtag(self: Any, tag: str) -> Any:
        tag = tag.removeprefix("rss:")
        if tag in ITEMS and self.inentry:
            self._close_all()
        return self._minded(super().unknown_endtag, tag)

    def _close_all(self: Any) -> None:
        """What was opened in an item ends with it."""
        while self.elementstack and self.elementstack[-1][0] != "item":
            self._close()
        for state in _STATES:
            setattr(self, state, 0)
        self.contentparams.clear()

    def _close(self: Any) -> None:
        """Ends the element that was opened last."""
        left = len(self.elementstack)
        self._minded(super().unknown_endtag, self.elementstack[-1][0])
        del self.elementstack[left - 1 :]

    def handle_charref(self: Any, ref: str) -> None:
        try:
            super().handle_charref(ref)
        except (ValueError, OverflowError):  # no character has this number
            self.handle_data("\ufffd")

    def _minded(self: Any, read: Callable[..., Any], *what: Any) -> Any:
        """What a handler of feedparser's stumbles over costs one element, not all that follows."""
        try:
            return read(*what)
        except (RejectedError, EnoughError, MemoryError):
            raise
        except Exception:
            return None
