"""What the names of elements and attributes mean: prefixes and namespaces of one feed, in feedparser's terms."""

from feedparser.api import StrictFeedParser

Attributes = dict[str, str]

_NAMESPACES = {uri.lower(): prefix for uri, prefix in StrictFeedParser.namespaces.items()}
_XLINK = "http://www.w3.org/1999/xlink"
_USERLAND = "http://backend.userland.com/rss"


class DoubtError(Exception):
    """Something that only feedparser knows how to read."""


class Namespaces:
    """The namespaces that a feed has declared so far."""

    def __init__(self) -> None:
        self.version = ""  #: of the feed, where a namespace tells it
        self.type_version = ""  #: of the feed, where its DOCTYPE tells it
        self.has_doctype = False  #: so that expat passes over entities that nobody declared
        self.shown: Attributes = {}  #: declarations that feedparser takes for attributes of the next element
        self._in_use: dict[str, str] = {}  #: feedparser's prefix, else the feed's -> namespace
        self._prefixes: dict[str, str] = {}  #: the feed's prefix -> feedparser's

    def declare(self, prefix: str | None, uri: str | None) -> bool:
        """One more; whether names may have another meaning now. Raises DoubtError."""
        if not uri:
            return False
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
            self.shown[f"xmlns:{prefix.lower()}"] = uri
        if _USERLAND in low:
            uri = low = _USERLAND
        known = _NAMESPACES.get(low)
        if prefix and self._prefixes.get(prefix, known) != known:
            raise DoubtError  # it stood for something else before
        if prefix and known is not None:
            self._prefixes[prefix] = known
        name = prefix or "" if known is None else known
        if self._in_use.get(name) == uri:
            return False
        self._in_use[name] = uri
        return True

    def declare_type(self, name: str, system: str | None, public: str | None, has_subset: int) -> None:
        """A DOCTYPE: harmless where it declares nothing itself."""
        if has_subset:
            raise DoubtError
        self.has_doctype = True
        if "netscape" in f"{name} {system} {public}".lower():
            self.type_version = "rss091n"

    def key(self, name: str) -> str:
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

    @staticmethod
    def attributes(attributes: Attributes) -> Attributes:
        """Those of an element, under the names that feedparser calls them by."""
        made: Attributes = {}
        for attribute, value in attributes.items():
            if " " in attribute:
                uri, local, *prefix = attribute.split(" ")
                standard = _NAMESPACES.get(uri.lower())
                if standard is None:
                    continue  # of a vocabulary that nobody here knows: `x:rel` is not `rel`
                own = f"{prefix[0]}:{local}" if prefix else local
                names = [f"{standard}:{local}" if standard else local, own]
            else:
                names = [attribute]
            for key in map(str.lower, names):
                made[key] = value.lower() if key in ("rel", "type") else value
        return made
