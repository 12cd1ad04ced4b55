"""The article's body: trafilatura's, tidied up line by line."""

import logging
import re
import unicodedata

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document

# it warns of each page where it finds nothing; that is told by the result
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

_MIN_REPEATED = 60  #: characters of a line that is dropped where it comes a second time
_WORD = re.compile(r"[^\W_]+")
_BLANKS = re.compile(r"[^\S\n]+")
_CODE = re.compile(
    r"<script|\bfunction\s*\w*\s*\([\w\s,]*\)\s*\{|\bwindow\.\w+\s*=|document\.getElementById|\bvar\s+\w+\s*=\s*[\[{\"']"
)
#: a whole line that belongs to the page and not to the article
_FURNITURE = re.compile(
    r"(?:[-–•|]\s*)?(?:"
    r"advertisements?|ad|sponsored|anzeige|publicité|publicidad|pubblicità|reklama|реклама|"
    r"(?:story|article) continues (?:below|after)\b.{0,40}|scroll (?:down )?to continue.{0,30}|"
    r"(?:read|see) (?:more|also|next)(?:\s*[:：].*|\s+(?:on|about|from)\b.{0,80})?|"
    r"related(?: (?:articles?|stories|topics|content|posts))?(?:\s*:.*)?|"
    r"(?:also )?read(?: this)?\s*:.*|lesen sie (?:auch|mehr)\b.*|mehr zum thema.*|lire aussi\b.*|à lire aussi\b.*|"
    r"leia (?:também|mais)\b.*|lea también\b.*|le(?:er|a) más\b.*|leggi anche\b.*|lees ook\b.*|läs (?:också|mer)\b.*|"
    r"les også\b.*|læs også\b.*|czytaj (?:też|także|więcej)\b.*|читайте также\b.*|"
    r"share(?: this)?(?: (?:article|story|post|page))?(?:\s+on\b.{0,60})?|"
    r"(?:click here to )?(?:subscribe|sign up|sign in|log in)\b.{0,60}\b(?:newsletters?|inbox|account)\b.{0,60}|"
    r"follow (?:us|@\w+)\b.{0,80}|(?:image|photo) (?:source|caption|credit)s?\s*[:,]?.{0,60}|"
    r"copy (?:the )?link|link copied.{0,20}|print(?: this)?(?: (?:page|article))?|comments?(?: \(\d+\))?|"
    r"we use cookies\b.*"
    r")[.!:\s»›>→]*",
    re.I | re.S,
)


def strip_code(tree: HtmlElement) -> None:
    """Takes scripts and styles out of a page, which saves each of the passes over it; structured data stays."""
    for element in list(tree.iter("script", "style", "svg", "template")):
        if element.getparent() is not None and "json" not in (element.get("type") or ""):
            element.drop_tree()


def find_body(tree: HtmlElement, url: str) -> str:
    """The raw text of the article in a page, lines as trafilatura gives them; empty where it finds none.

    The tree stays as it was.
    """
    # trafilatura's balanced mode: on news favor_precision is a little better, on blogs a good deal worse
    found = bare_extraction(tree, url=url, include_comments=False, with_metadata=False, deduplicate=False)
    return (found.text or "") if isinstance(found, Document) else ""


def tidy(raw: str, titles: list[str]) -> str:
    """The body's paragraphs, NFC, one empty line between them.

    Drops lines that repeat one of the titles, what is said twice at length, code, and lines that belong to the page.
    """
    named = {key(title) for title in titles} - {""}
    kept: list[str] = []
    seen: set[str] = set()
    for line in unicodedata.normalize("NFC", raw).split("\n"):
        line = _BLANKS.sub(" ", line).strip()
        bare = key(line)
        if not bare or bare in named or _CODE.search(line) or (len(line) < 200 and _FURNITURE.fullmatch(line)):
            continue
        if len(bare) >= _MIN_REPEATED:
            if bare in seen:
                continue
            seen.add(bare)
        kept.append(line)
    return unicodedata.normalize("NFC", "\n\n".join(kept))


def key(text: str) -> str:
    """Letters and digits only, in one case: equal for two spellings of one line."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))
