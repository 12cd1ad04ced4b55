"""What a page says of itself, before anything is chosen."""

from dataclasses import dataclass, field


@dataclass
class Metadata:
    """Each list holds (value as written, where it was found)."""

    titles: list[tuple[str, str]] = field(default_factory=list)
    published: list[tuple[str, str]] = field(default_factory=list)
    updated: list[tuple[str, str]] = field(default_factory=list)
    authors: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    sites: list[tuple[str, str]] = field(default_factory=list)
    canonical: list[tuple[str, str]] = field(default_factory=list)
    languages: list[tuple[str, str]] = field(default_factory=list)
    types: frozenset[str] = frozenset()  #: of JSON-LD nodes that are the page's own
    og_type: str = ""
    headings: tuple[str, ...] = ()  #: what each `h1` says, with all that is in it; none that stands below paragraphs
    sole_heading: bool = False  #: whether its `h1` is the only one, of several words, and in the article
    free: bool = True  #: False where the page says that it is not
    is_news: bool = False  #: whether its JSON-LD calls it a news article, which publishers do and blogs do not
    kickers: tuple[str, ...] = ()  #: what may stand above the headline in each `h1`, or after it
    owners: tuple[str, ...] = ()  #: of the copyright, where nothing names the site
    words: int = 0  #: of the article, as its JSON-LD counts them; 0 where it does not
