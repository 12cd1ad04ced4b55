"""What a page shows, block by block, and tells of itself: what a verdict on it is made from."""

import re
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

#: characters that are looked at; a wall says what it wants soon
MAX_SHOWN = 12_000
#: characters of a block that is somebody's prose, and no heading, button or notice
PROSE = 140
_UNSEEN = frozenset(["script", "style", "template", "svg", "head", "iframe", "select", "option"])
_PHRASES = "a abbr b big bdi cite code em font i label mark q s small span strong sub sup time u wbr"
INLINE = frozenset(_PHRASES.split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


class Block(NamedTuple):
    """A paragraph, heading, button or line of a page."""

    text: str
    low: str  #: in lower case
    linked: int = 0  #: characters of it that are in links
    heading: bool = False
    margin: bool = False  #: in a footer or a navigation, where offers and terms stand


class Shown(NamedTuple):
    """The beginning of a page."""

    blocks: tuple[Block, ...] = ()
    unscripted: str = ""  #: what it shows where scripts don't run
    password: bool = False  #: asks for one
    buttons: int = 0

    @property
    def length(self) -> int:
        return sum(len(block.text) for block in self.blocks)

    @property
    def notices(self) -> list[str]:
        """What is too short for prose."""
        return [block.text for block in self.blocks if len(block.text) < PROSE or block.heading]


class Evidence(NamedTuple):
    """What a verdict is made from."""

    url: str  #: the one that answered
    body: str
    shown: Shown
    titles: tuple[str, ...]
    markup: str  #: its beginning
    types: frozenset[str] = frozenset()  #: of its JSON-LD
    og_type: str = ""
    free: bool = True  #: False where the page says that it is not
    words: int = 0  #: of the whole article, as the page counts them; 0 where it does not
    status: int | None = None
    linked_headings: int = 0  #: h2 and h3 that are links: teasers
    scripts: int = 0
    canonical: str | None = None  #: what the page calls its address

    @property
    def is_article(self) -> bool:
        """The page says of itself that it is one."""
        return self.og_type == "article" or any(kind.endswith(("Article", "Posting")) for kind in self.types)


def shown(tree: HtmlElement | None) -> Shown:
    """The blocks of a page in their order, without what it hides, up to MAX_SHOWN characters."""
    if tree is None:
        return Shown()
    blocks: list[Block] = []
    pieces: list[str] = []
    unscripted: list[str] = []
    length = linked = in_link = headed = footed = 0
    password = False
    buttons = 0

    def flush() -> None:
        nonlocal length, linked
        if text := " ".join("".join(pieces)[: 2 * MAX_SHOWN].split()):
            blocks.append(Block(text, text.lower(), linked, headed > 0, footed > 0))
            length += len(text)
        pieces.clear()
        linked = 0

    open_headings: list[bool | None] = []  # of each element that is open whether it is one, None where it is not shown
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in _UNSEEN or tag == "noscript" or is_hidden(element):
                if tag == "noscript":
                    unscripted.append(" ".join(" ".join(element.itertext()).split())[:1000])
                walk.skip_subtree()
                open_headings.append(None)
                continue
            if tag not in INLINE:
                flush()
            if tag == "input" and element.get("type") == "password":
                password = True
            buttons += tag == "button"
            in_link += tag in ("a", "button")
            heading = _is_heading(element)
            open_headings.append(heading)
            headed += heading
            footed += tag in ("footer", "nav")
            if element.text:
                pieces.append(element.text)
                linked += len(element.text) if in_link else 0
            continue
        if (was_heading := open_headings.pop()) is not None:
            if tag not in INLINE:
                flush()
            in_link -= tag in ("a", "button")
            headed -= was_heading
            footed -= tag in ("footer", "nav")
        if element.tail:
            pieces.append(element.tail)
            linked += len(element.tail) if in_link else 0
        if length > MAX_SHOWN:
            break
    flush()
    return Shown(tuple(blocks), " ".join(unscripted), password, buttons)


def _is_heading(element: HtmlElement) -> bool:
    return element.tag in ("h1", "h2") or element.get("role") == "heading"


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element says of itself that nobody is to see it."""
    if element.tag in ("html", "body"):  # scripts show it in the end
        return False
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None
