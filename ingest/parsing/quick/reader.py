"""What reads a feed with expat's events: knows no element by name, these are in its tables (`places.py`)."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias
from xml.sax.saxutils import escape

from feedparser.api import StrictFeedParser
from feedparser.urls import make_safe_absolute_uri

from newswire.ingest.parsing.feed_rules import MAX_ENTRIES
from newswire.ingest.parsing.quick.markup import TYPES, UNKNOWN, XHTML, local_name, start_tag, unwrapped
from newswire.ingest.parsing.quick.namespaces import Attributes, DoubtError, Namespaces

#: deeper ones are left to feedparser, which has its own bound
_MAX_DEPTH = 100
#: what an element does at its start; and what its text, or the end of what is in it, is for
Action: TypeAlias = "Callable[[Reader, Attributes], None]"
Finish: TypeAlias = "Callable[[Reader, str], None]"


class EnoughError(Exception):
    """All entries that we take are there."""


class Tables(NamedTuple):
    """What elements mean."""

    places: Mapping[str, Mapping[str, Action]]  #: place -> element -> what it does there
    strict: frozenset[str]  #: places where even an element that feedparser has no rule for is in doubt
    unread: frozenset[str]  #: places where nothing is read
    harmless: frozenset[str]  #: elements with a rule of feedparser's that touches no field of ours
    taken: frozenset[str]  #: names of values; an element of such a name would be taken for one


class Reader:
    """The state of one reading, as the actions of elements see and change it."""

    def __init__(self, url: str, tables: Tables) -> None:
        self.version = ""
        self.feed: dict[str, Any] = {}
        self.entries: list[dict[str, Any]] = []
        self.truncated = False
        self.base: str = make_safe_absolute_uri(url, url) or url
        self.target = self.feed  #: what gets the values: the feed, an entry, or something that nobody reads
        self.levels: dict[str, int] | None = None  #: of an entry: field -> depth of the element that it is from
        self.depth = 0
        self.title_depth = -1
        self.type = ""  #: of the content that is open, or was the last
        self.is_permalink = self.has_parts = False  #: of the guid, of the author
        self.name: str | None = None  #: of the author
        self.text: list[str] = []  #: of the open element, with its markup where that belongs to it
        self._escaped = 0  #: how many pieces of text are XHTML already
        self._finish: Finish | None = None  #: of the open element, where that is one of text
        self._finish_depth = 0
        self._outer: list[tuple[int, str, dict[str, Any], dict[str, int] | None, Finish]] = []
        self._bases: list[tuple[int, str]] = []
        self.namespaces = Namespaces()
        self._tables, self._place = tables, "root"
        self._actions: dict[str, dict[str, Action]] = {place: {} for place in tables.places}
        self._here = self._actions["root"]

    # --- what the parser calls

    def declare(self, prefix: str | None, uri: str | None) -> None:
        """A namespace: tells a feed's version, and what its prefixes stand for."""
        changed = self.namespaces.declare(prefix, uri)
        self.version = self.version or self.namespaces.version
        if changed:
            for actions in self._actions.values():
                actions.clear()

    def start(self, name: str, attributes: Attributes) -> None:
        """A tag."""
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise DoubtError
        if attributes:
            attributes = self._attributes(name, attributes)
        if self.namespaces.shown:
            attributes, self.namespaces.shown = self.namespaces.shown | attributes, {}
        if self._finish is not None:
            self._markup(name, attributes)
            return
        self.text.clear()
        action = self._here.get(name)
        if action is None:
            action = self._here[name] = self._action(name)
        action(self, attributes)

    def end(self, name: str) -> None:
        """The end of an element."""
        if self._finish is None:
            if self._outer and self._outer[-1][0] == self.depth:
                self._leave()
        elif self.depth == self._finish_depth:
            self._close()
        else:
            self._add_markup(f"</{local_name(name)}>")
        if self._bases and self._bases[-1][0] == self.depth:
            self.base = self._bases.pop()[1]
        self.depth -= 1

    # --- what actions call

    def open(self, finish: Finish) -> None:
        """What comes until the end of this element is its text, for `finish`."""
        self._finish, self._finish_depth, self.type = finish, self.depth, ""

    def open_content(self, finish: Finish, attributes: Attributes, default: str) -> None:
        """The same for plain text, HTML or XHTML."""
        self.open(finish)
        if attributes.get("mode") == "base64":
            raise DoubtError
        self.type, self._escaped = TYPES.get(attributes.get("type", default), UNKNOWN), 0

    def enter(self, place: str, target: dict[str, Any], finish: Finish, levels: dict[str, int] | None = None) -> None:
        """What is inside this element is read by the rules of `place`, into `target`; its end is for `finish`."""
        self._outer.append((self.depth, self._place, self.target, self.levels, finish))
        self._place, self.target, self.levels = place, target, levels
        self._here = self._actions[place]

    def store(self, field: str, value: Any) -> None:
        """Of several values of an entry's field the last one counts, but none that stands deeper than another."""
        if self.levels is not None:
            if self.levels.setdefault(field, self.depth) < self.depth:
                return
            self.levels[field] = self.depth
        self.target[field] = value

    def add_entry(self, entry: dict[str, Any]) -> None:
        """One more entry; ends the reading where there are enough."""
        if len(self.entries) >= MAX_ENTRIES:
            self.truncated = True
            raise EnoughError
        self.entries.append(entry)

    # --- within

    def _leave(self) -> None:
        _, self._place, self.target, self.levels, finish = self._outer.pop()
        self._here = self._actions[self._place]
        finish(self, "".join(self.text).strip())
        self.text.clear()

    def _close(self) -> None:
        finish, self._finish = self._finish, None
        pieces = self.text
        if pieces and self.type == UNKNOWN:
            raise DoubtError  # base64, says Atom
        if self.type == XHTML:
            self._add_markup("")
            pieces = pieces[:-1]
            pieces = unwrapped(pieces) if self.version == "atom10" else pieces
        assert finish
        finish(self, "".join(pieces).strip())
        self.text.clear()

    def _markup(self, name: str, attributes: Attributes) -> None:
        """A tag inside of text: it belongs to XHTML; elsewhere it is in doubt."""
        key = self.namespaces.key(name)
        if self.type != XHTML or hasattr(StrictFeedParser, f"_end_{key}"):
            raise DoubtError
        self._add_markup(start_tag(name, key, attributes))

    def _add_markup(self, tag: str) -> None:
        """XHTML is taken as it was written: the text before the tag needs what the parser has read away."""
        for n in range(self._escaped, len(self.text)):
            self.text[n] = escape(self.text[n])
        self.text.append(tag)
        self._escaped = len(self.text)

    def _attributes(self, name: str, attributes: Attributes) -> Attributes:
        """With names as feedparser calls them; minds the base URL and the language."""
        made = self.namespaces.attributes(attributes)
        if base := made.get("xml:base", made.get("base")):
            self._bases.append((self.depth, self.base))
            self.base = make_safe_absolute_uri(self.base, base) or self.base
        if (lang := made.get("xml:lang", made.get("lang"))) and self.namespaces.key(name) in ("feed", "rss"):
            self.feed["language"] = lang.replace("_", "-")
        return made

    def _action(self, name: str) -> Action:
        key = self.namespaces.key(name)
        if self._place in self._tables.unread:
            return ignore
        if action := self._tables.places[self._place].get(key):
            return action
        known = hasattr(StrictFeedParser, f"_start_{key}") or hasattr(StrictFeedParser, f"_end_{key}")
        if (
            self._place in self._tables.strict
            or key in self._tables.taken
            or (known and key not in self._tables.harmless)
        ):
            raise DoubtError
        return ignore


def ignore(reader: Reader, attributes: Attributes) -> None:
    """Nothing to read here; what is inside is read as if it stood outside."""
