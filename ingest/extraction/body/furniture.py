"""What belongs to a page and not to its article: lines by their words, elements by their marks.

All of it is of kinds that many sites share, in the languages that news is written in; never a site's own.
"""

import re
from collections.abc import Iterable
from urllib.parse import urljoin

from lxml.etree import XPath
from lxml.html import HtmlElement

from newswire.ingest.extraction.marks import marked
from newswire.ingest.urls import registrable_domain

_LINKED_PROSE = 60  #: characters of a sentence that may be wholly a link
_FULL_STOPS = (".", "。", "．", "।", "۔", "။", "។")
_MAX_LINE = 320  #: characters; what is longer is taken for prose, whatever its words

#: a line of one of these is furniture wherever it stands; benchmarks/extraction/generalise.py measures each kind alone
LINES = {
    "advertising": (
        r"advertisements?|ad|sponsored(?: content)?|paid post|anzeige|werbung|publicité|publicidad|pubblicità|"
        r"publicidade|"
        r"reklama?|annons|advertentie|реклама|(?:story|article) continues (?:below|after)\b.{0,40}|"
        r"scroll (?:down )?to continue.{0,30}|skip (?:past|to) .{0,60}|after (?:the )?newsletter promotion"
    ),
    "other articles": (
        r"(?:read|see) (?:more|also|next)(?:\s*[:：].*|\s+(?:on|about|from)\b.{0,80})?|"
        r"related(?: (?:articles?|stories|topics|content|posts|videos?|coverage|links))?(?:\s*:.*)?|"
        r"(?:also )?(?:read|watch|listen|see)(?: this)?\s*:.*|(?:don.t miss|more (?:on this|like this))(?:\s*:.*)?|"
        r"more from .{2,40}|most (?:popular|read|viewed|watched)(?: .{0,30})?|"
        r"you (?:might|may) (?:also )?like.{0,40}|trending(?: now)?|editors?[’']s? (?:picks?|choice)|up next|"
        r"recommended(?: (?:reading|stories|for you))?|lesen sie (?:auch|mehr)\b.*|"
        r"mehr zum thema.*|auch interessant(?:\s*:.*)?|"
        r"lire aussi\b.*|à lire (?:aussi|également)\b.*|sur le même sujet.*|leia (?:também|mais)\b.*|veja também\b.*|"
        r"lea también\b.*|le(?:er|a) más\b.*|te puede interesar\b.*|leggi anche\b.*|leggi tutto.*|"
        r"potrebbe interessarti.*|"
        r"lees ook\b.*|läs (?:också|mer)\b.*|les også\b.*|læs også\b.*|lue myös\b.*|czytaj (?:też|także|więcej)\b.*|"
        r"zobacz (?:też|także)\b.*|čtěte (?:také|též)\b.*|читайте также\b.*|читайте також\b.*|ayrıca okuyun\b.*|"
        r"関連記事.*|あわせて読みたい.*|相关阅读.*|延伸閱讀.*|관련기사.*|اقرأ أيضا.*"
    ),
    "this page": (
        r"share(?: this)?(?: (?:article|story|post|page|on))?(?:\s+on\b.{0,60})?|"
        r"(?:click here to )?(?:subscribe|sign up|sign in|log in|register)\b.{0,60}\b"
        r"(?:newsletters?|inbox|account|premium|bookmark|alerts?|updates?|free)\b.{0,80}|"
        r"(?:click|tap) here (?:to|for) .{2,80}|(?:download|get) (?:the|our) .{0,30}\bapp\b.{0,60}|"
        r"join our .{2,40}\b(?:forum|newsletter|community|channel|group)\b.{0,80}|"
        r"join (?:the )?(?:[\w-]+ )?(?:conversations?|discussion|debate)\b.{0,100}|"
        r"follow (?:us|@\w+|our)\b.{0,100}|"
        r"(?:find|like|follow) .{2,40} on (?:x|twitter|facebook|instagram|telegram|whatsapp)\b.{0,60}|"
        r"(?:this (?:article|story) (?:was|is) )?(?:originally|first) (?:appeared|published) (?:on|in|at|by)\b.{0,100}|"
        r"copy (?:the )?link|link copied.{0,20}|print(?: this)?(?: (?:page|article))?|"
        r"(?:leave|post|add|write) a (?:comment|reply)|(?:\d+ |no )?comments?(?: \(\d+\))?|view comments|"
        r"\d+ min(?:ute)?s?\.? read|estimated reading time.{0,20}|(?:reading time|lesezeit|temps de lecture).{0,20}|"
        r"back to (?:top|blog|home)|table of contents?|jump to .{2,40}|"
        r"newsletters?(?:\s*:.{0,60})?|(?:abonnieren|s’abonner|s'abonner|suscríbete|iscriviti|assine)\b.{0,60}|"
        r"sign up here\.?|our standards\s*:.*"
    ),
    "pictures and rights": (
        r"(?:image|photo|picture|foto|bild|fotos)(?: (?:source|caption|credit|by))?s?\s*[:©].{0,80}|"
        r"(?:photo|image|picture) (?:credit|source|caption|by).{0,60}|credits?\s*:.{0,80}|"
        r"(?:©|(?:\(c\)|copyright)\s+(?:©\s*)?(?=\d{4})).{0,120}|all rights reserved\b.{0,80}"
    ),
    "consent": (
        r"you(?: ha|’|')ve (?:read |used )?\d+ of (?:your )?\d+ (?:free )?(?:articles|stories)\b.{0,80}|"
        r"we and our (?:\d+ )?(?:partners|vendors)\b.*|we use cookies\b.*|"
        r"(?:this|our) (?:site|website) uses cookies\b.*"
    ),
}


def line_pattern(kinds: Iterable[str]) -> re.Pattern[str]:
    """A pattern of whole lines of these kinds."""
    said = "|".join(LINES[kind] for kind in kinds)
    return re.compile(rf"(?:[-–•|»>→]\s*)?(?:{said})[.!:\s»›>→]*", re.I | re.S)


_LINE = line_pattern(LINES)
#: who wrote it, told below the text
_WRITER = (
    r"(?:writer|reporter|editor|correspondent|columnist|journalist|contributor|producer|blogger|redakteurin|redakteur|"
    r"korrespondentin|korrespondent|autorin|journalistin|rédact(?:eur|rice)|correspondante?|redactora?|corresponsal|"
    r"periodista|giornalista|jornalista|repórter|redacteur|verslaggever|dziennikarz|dziennikarka)"
)
_FOOT = re.compile(
    rf"(?:[A-Z\u00c0-\u00dd][\w.'’-]+ ){{2,4}}(?:is|ist|est|es|è|é|jest)\b.{{0,80}}?\b(?i:{_WRITER})\b.*|"
    r".{0,200}\b(?i:follow|contact|reach|e-?mail) (?:him|her|them|me|@?\w+) (?:on|at|via)\b.*|"
    r".{0,200}\b(?i:send (?:your )?tips|got a (?:story|tip)|have a (?:story|tip))\b.*",
    re.S,
)
_OFFER = re.compile(r"\b(?:start|begin) your (?:[\w-]+ ){0,4}(?:subscription|free trial)\b", re.I)


def is_furniture(line: str) -> bool:
    """Whether a line is the page's own, wherever it stands.

    >>> is_furniture("Read more: Ten other harbours"), is_furniture("Read more than one book")
    (True, False)
    """
    if len(line) > _MAX_LINE:
        return False
    return _LINE.fullmatch(line) is not None or _OFFER.search(line) is not None or _is_said_twice(line)


def _is_said_twice(line: str) -> bool:
    """A teaser whose picture says what its link says; a sentence that somebody repeats is none."""
    half = line[: len(line) // 2].strip()
    return 12 <= len(half) <= 150 and half[-1] not in '.!?…”"' and line[len(line) // 2 :].strip() == half


def is_linked_prose(text: str) -> bool:
    """Whether a text that is wholly a link is a sentence of the article's; a teaser is short, or has no full stop.

    >>> is_linked_prose("On Friday the harbour master denied at the county court that he had ignored all warnings.")
    True
    >>> is_linked_prose("Harbour master denies having ignored all warnings of the divers, the town and the county")
    False
    """
    return len(text) >= _LINKED_PROSE and text.rstrip("”’\"'»」)").endswith(_FULL_STOPS)


def is_foot(line: str) -> bool:
    """Whether a line that stands below an article is no longer of it: who wrote it, and how to reach them.

    >>> is_foot("Ada Byron is a senior reporter who covers harbours."), is_foot("The harbour is closed, she said.")
    (True, False)
    """
    return len(line) <= 600 and _FOOT.fullmatch(line) is not None


_MARKS = re.compile(
    r"(?:^|[\s_-])(?:newsletter|related|recommend(?:ed|ation)?s?|promo|read-?(?:more|next|also)|more-?(?:from|on)|"
    r"most-?(?:read|popular)|trending|sign-?up|subscribe|outbrain|taboola|author-?(?:bio|box|info|card)|about-?author|"
    r"bio|social-?(?:share|links)|donat(?:e|ions?)|share-?(?:bar|buttons?|tools)|breadcrumbs?|cookie-?\w*|"
    r"lire-aussi|weiterlesen|teaser|advert(?:isement)?|ad-?(?:slot|unit|container|wrapper))(?:$|[\s_-])",
    re.I,
)
_MARKED = ("div", "section", "aside", "ul", "ol", "p", "span", "figure")
_TEXT_LENGTH = XPath("string-length(normalize-space())")
_NEVER = ("nav", "footer", "button", "select", "iframe", "dialog", "menu")
_MAX_LABEL = 40  #: characters before a link to another article
_LEADS = (":", "：", "›", "»", "→", "►", "▶", "|", "–", "-", "•")
_OWN = 0.12  #: share of a page's text that nothing with a mark may hold


def drop_furniture(tree: HtmlElement, url: str) -> None:
    """Takes out of a page what is none of an article: navigation, what its class or id calls furniture, bare links.

    An element that holds a good part of the page's text stays whatever it is called.
    """
    for element in list(tree.iter(*_NEVER)):
        element.drop_tree()
    most = _OWN * _length(tree)
    for element in marked(tree, _MARKS, tags=_MARKED):
        if element.getparent() is not None and _length(element) < most:
            element.drop_tree()
    bare = [p for p in tree.iter("p") if _is_teaser(p, url)]
    several = {q for p in bare for q in (p.getnext(),) if q in bare} | {p for p in bare if p.getnext() in bare}
    for p in bare:
        if p not in several:  # some in a row are a list of the article's own
            p.drop_tree()


def _length(element: HtmlElement) -> float:
    length: float = _TEXT_LENGTH(element)
    return length


def _is_teaser(p: HtmlElement, url: str) -> bool:
    """A paragraph that is one link to the same site and nothing else but a label before it: `Read more: A headline`."""
    links = list(p.iter("a"))
    if len(links) != 1:
        return False
    said, linked = "".join(p.itertext()).strip(), "".join(links[0].itertext()).strip()
    label = said[: -len(linked)] if linked and said.endswith(linked) else said
    if not linked or len(label) > _MAX_LABEL or (label.strip() and not label.rstrip().endswith(_LEADS)):
        return False
    if is_linked_prose(linked) and not label.strip():
        return False
    href = links[0].get("href") or ""
    return "//" not in href[:8] or registrable_domain(urljoin(url, href)) == registrable_domain(url)
