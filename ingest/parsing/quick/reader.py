"""A quick reader of RSS, RDF and Atom in their common shapes, equal to `ingest/parsing/feedxml.py` wherever it answers.

It stands on the same XML parser as feedparser, so that the two agree on what is well-formed, and keeps feedparser's
rules for the fields that we read (`places.py`). In any doubt (ill-formed, entities of its own, markup
where text belongs, an element with a rule of feedparser's that is not known here) it gives way to feedparser.
"""

from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape

from feedparser.api import StrictFeedParser
from feedparser.urls import make_safe_absolute_uri

from ingest.parsing.feedxml import MAX_ENTRIES, XmlFeed
from ingest.parsing.quick.fields import Action, Attributes, DoubtError, Finish, ignore
from ingest.parsing.quick.places import HARMLESS, PLACES, STRICT, TAKEN
from ingest.parsing.quick.text import unwrapped

#: deeper ones are left to feedparser, which has its own bound
_MAX_DEPTH = 100
_XHTML = "application/xhtml+xml"
_TYPES = {"text": "text/plain", "plain": "text/plain", "html": "text/html", "xhtml": _XHTML}
_TYPES |= {known: known for known in _TYPES.values()}
_UNKNOWN = "unknown"
_NAMESPACES = {uri.lower(): prefix for uri, prefix in StrictFeedParser.namespaces.items()}
_XLINK = "http://www.w3.org/1999/xlink"
_EMBEDDED = {"svg": "http://www.w3.org/2000/svg", "math": "http://www.w3.org/1998/Math/MathML"}
_USERLAND = "http://backend.userland.com/rss"


class _EnoughError(Exception):
    """All entries that we take are there."""


class IllFormedError(Exception):
    """No XML: not for feedparser's parser of sound feeds, either."""


def read_quick(body: bytes, url: str) -> XmlFeed | None:
    """The feed in these bytes, which are UTF-8 without an XML declaration; None where feedparser has to read it.

    Raises IllFormedError.
    """
    reader = Reader(url)
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    parser.namespace_prefixes = parser.buffer_text = True
    parser.buffer_size = 1 << 16
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.text.append
    parser.StartNamespaceDeclHandler = reader.declare
    parser.StartDoctypeDeclHandler, parser.SkippedEntityHandler = reader.declare_type, _doubt
    try:
        parser.Parse(body, True)
    except _EnoughError:
        pass
    except DoubtError:
        return None
    except expat.ExpatError as e:
        raise IllFormedError(str(e)) from e
    if not reader.version or not reader.entries:
        return None
    return XmlFeed(reader.type_version or reader.version, reader.feed, reader.entries, reader.truncated)


def _doubt(*_: Any) -> None:
    raise DoubtError


class Reader:
    """The state of one reading, as the actions of elements see and change it."""

    def __init__(self, url: str) -> None:
        self.version = self.type_version = ""
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
        self._in_use: dict[str, str] = {}  #: feedparser's prefix, else the feed's -> namespace
        self._prefixes: dict[str, str] = {}  #: the feed's prefix -> feedparser's
        self._shown: Attributes = {}  #: declarations that feedparser takes for attributes
        self._place = "root"
        self._actions: dict[str, dict[str, Action]] = {place: {} for place in PLACES}
        self._here = self._actions["root"]

    # --- what the parser calls

    def declare(self, prefix: str | None, uri: str | None) -> None:
        """A namespace: tells a feed's version, and what its prefixes stand for."""
        if not uri:
            return
        if len(uri.split()) != 1:
            raise DoubtError
        low = uri.lower()
        if not self.version:
            if not prefix and low == "http://my.netscape.com/rdf/simple/0.9/":
                self.version = "rss090"
            elif low == "http://purl.org/rss/1.0/":
                self.version = "rss10"
            elif low == "http://www.w3.org/2005/atom":
                self.version = "atom10"
        if prefix and uri == _XLINK:
            self._shown[f"xmlns:{prefix.lower()}"] = uri
        if _USERLAND in low:
            uri = low = _USERLAND
        known = _NAMESPACES.get(low)
        if prefix and self._prefixes.get(prefix, known) != known:
            raise DoubtError  # it stood for something else before
        if prefix and known is not None:
            self._prefixes[prefix] = known
        name = prefix or "" if known is None else known
        if self._in_use.get(name) != uri:
            self._in_use[name] = uri
            for actions in self._actions.values():
                actions.clear()

    def declare_type(self, name: str, system: str | None, public: str | None, has_subset: int) -> None:
        """A DOCTYPE: harmless where it declares nothing itself."""
        if has_subset:
            raise DoubtError
        if "netscape" in f"{name} {system} {public}".lower():
            self.type_version = "rss091n"

    def start(self, name: str, attributes: Attributes) -> None:
        """A tag."""
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise DoubtError
        if attributes:
            attributes = self._attributes(name, attributes)
        if self._shown:
            attributes, self._shown = self._shown | attributes, {}
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
            self._add_markup(f"</{_local(name)}>")
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
        self.type, self._escaped = _TYPES.get(attributes.get("type", default), _UNKNOWN), 0

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
            raise _EnoughError
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
        if pieces and self.type == _UNKNOWN:
            raise DoubtError  # base64, says Atom
        if self.type == _XHTML:
            self._add_markup("")
            pieces = pieces[:-1]
            pieces = unwrapped(pieces) if self.version == "atom10" else pieces
        assert finish
        finish(self, "".join(pieces).strip())
        self.text.clear()

    def _markup(self, name: str, attributes: Attributes) -> None:
        """A tag inside of text, as feedparser writes it: it belongs to XHTML; elsewhere it is in doubt."""
        local, key = _local(name), self._key(name)
        if self.type != _XHTML or hasattr(StrictFeedParser, f"_end_{key}"):
            raise DoubtError
        if local in _EMBEDDED and name.startswith(_EMBEDDED[local]):
            if key != local:
                raise DoubtError  # with a prefix
            shown = {k: v for k, v in attributes.items() if k.startswith("xmlns:")}
            attributes = shown | {"xmlns": _EMBEDDED[local]} | attributes
        self._add_markup(f"<{local}{''.join(f' {k}={_quoted(v)}' for k, v in attributes.items())}>")

    def _add_markup(self, tag: str) -> None:
        """XHTML is taken as it was written: the text before the tag needs what the parser has read away."""
        for n in range(self._escaped, len(self.text)):
            self.text[n] = escape(self.text[n])
        self.text.append(tag)
        self._escaped = len(self.text)

    def _attributes(self, name: str, attributes: Attributes) -> Attributes:
        """With names as feedparser calls them; minds the base URL and the language."""
        made: Attributes = {}
        for attribute, value in attributes.items():
            if " " in attribute:
                uri, local, *prefix = attribute.split(" ")
                standard = _NAMESPACES.get(uri.lower())
                own = f"{prefix[0]}:{local}" if prefix else local
                names = [f"{standard}:{local}" if standard else local, own]
            else:
                names = [attribute]
            for key in map(str.lower, names):
                made[key] = value.lower() if key in ("rel", "type") else value
        if base := made.get("xml:base", made.get("base")):
            self._bases.append((self.depth, self.base))
            self.base = make_safe_absolute_uri(self.base, base) or self.base
        if (lang := made.get("xml:lang", made.get("lang"))) and self._key(name) in ("feed", "rss"):
            self.feed["language"] = lang.replace("_", "-")
        return made

    def _action(self, name: str) -> Action:
        key = self._key(name)
        if action := PLACES[self._place].get(key):
            return action
        known = hasattr(StrictFeedParser, f"_start_{key}") or hasattr(StrictFeedParser, f"_end_{key}")
        if self._place in STRICT or key in TAKEN or (known and key not in HARMLESS):
            raise DoubtError
        return ignore

    def _key(self, name: str) -> str:
        """The name that feedparser's rule for an element has: `title`, `media_title`."""
        uri, _, local = name.partition(" ")
        if not local:
            return name.lower()
        if _USERLAND in uri.lower():
            uri = _USERLAND
        prefix = _NAMESPACES.get(uri.lower())
        if prefix is None:
            prefix = next((used for used, where in self._in_use.items() if used and where == uri), "")
        prefix = self._prefixes.get(prefix.lower(), prefix.lower())
        local = local.partition(" ")[0].lower()
        return f"{prefix}_{local}" if prefix else local


def _local(name: str) -> str:
    parts = name.split(" ")
    return (parts[1] if len(parts) > 1 else name).lower()


def _quoted(value: str) -> str:
    return '"' + escape(value, {'"': "&quot;"}) + '"'
