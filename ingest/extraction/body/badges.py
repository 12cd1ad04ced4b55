"""Labels that a page sets before a line: that it is live, exclusive, paid for."""

import re

from lxml.html import HtmlElement

from newswire.ingest.extraction.gate.shown import INLINE

_MAX = 30  #: characters of a label
_WORDS_OF_LABEL = 3  #: that is not among these
_WORDS = (
    r"new|neu|nouveau|nuevo|nuovo|novo|nieuw|nowe|новое|新着|"
    r"live|en direct|direct|en vivo|en directo|ao vivo|in diretta|diretta|na żywo|canlı|прямой эфир|онлайн|مباشر|直播|"
    r"ライブ|生中継|생중계|"
    r"exclusive|exklusiv|exclusif|exclusivité|exclusiva|exclusivo|esclusiva|exclusief|tylko u nas|эксклюзив|özel|حصري|"
    r"独家|獨家|独自|単独|단독|"
    r"breaking|breaking news|just in|eilmeldung|urgent|alerte info|urgente|última hora|ultim.ora|pilne|срочно|"
    r"son dakika|"
    r"عاجل|فوری|速報|突发|快訊|快讯|속보|"
    r"ad|advertisement|advertorial|anzeige|werbung|publicité|publicidad|pubblicità|publicidade|reclame|reklam[ae]?|"
    r"annons|annonce|mainos|реклама|إعلان|広告|广告|廣告|광고|"
    r"sponsored|promoted|paid post|gesponsert|sponsorisé|patrocinado|sponsorizzato|partner content|"
    r"premium|plus|abo|subscriber only|abonnés|réservé aux abonnés|update|updated|aktualisiert|opinion|video|podcast"
)
_LABEL = re.compile(rf"\W*(?:{_WORDS})\W*", re.I)
_CALLED = re.compile(r"(?:^|[\s_-])(?:badge|label|flag|tag|pill|chip|kicker|eyebrow|sticker)s?(?:$|[\s_-])", re.I)
_PHRASES = ("span", "b", "strong", "em", "i", "small", "label", "mark", "a", "u")


def is_badge(line: str) -> bool:
    """Whether a line is a label and nothing else.

    >>> is_badge("EXKLUSIV"), is_badge("Live music")
    (True, False)
    """
    return len(line) <= _MAX and _LABEL.fullmatch(line) is not None


def drop_badges(tree: HtmlElement) -> None:
    """Takes the labels out of a page that stand in a phrase of their own at the beginning of a line.

    What the page calls a label goes whatever it says, where it is glued to the sentence. A word that it does not call
    so goes only where it is set apart: where nothing of the line follows, no blank is between the two, as in
    `<span>Live</span>The harbour`, or it is in capitals and a sentence begins after it.
    """
    for phrase in list(tree.iter(*_PHRASES)):
        said = phrase.text
        if not said or len(said) > _MAX or len(phrase):
            continue
        called, known = _CALLED.search(phrase.get("class") or ""), _LABEL.fullmatch(said)
        if not (called or known) or not _begins_line(phrase):
            continue
        after = _after(phrase)
        glued = not (after[:1].isspace() or said[-1:].isspace())
        if known:
            apart = glued or (said.strip().isupper() and _begins(after))
            drop = called or apart or not after.strip()
        else:
            drop = glued and _begins(after) and said[:1].isupper() and len(said.split()) <= _WORDS_OF_LABEL
        if drop:
            phrase.drop_tree()


def _begins(after: str) -> bool:
    first = after.lstrip(' \u00a0\n\t-–—:|·•„“"«‘¿¡')[:1]
    return first.isupper() or first.isdigit() or (first.isalpha() and first.lower() == first.upper())


def _begins_line(phrase: HtmlElement) -> bool:
    while phrase.getprevious() is None and not (phrase.getparent().text or "").strip():
        phrase = phrase.getparent()
        if phrase.tag not in INLINE:
            return True
    previous = phrase.getprevious()
    return previous is not None and previous.tag not in INLINE and not (previous.tail or "").strip()


def _after(phrase: HtmlElement) -> str:
    """The beginning of what follows in the same line."""
    while True:
        if phrase.tail and phrase.tail[:1]:
            following = phrase.getnext()
            rest = "".join(following.itertext()) if following is not None and following.tag in INLINE else ""
            return f"{phrase.tail}{rest[:40]}"
        following = phrase.getnext()
        if following is not None:
            return "".join(following.itertext())[:40] if following.tag in INLINE else ""
        phrase = phrase.getparent()
        if phrase is None or phrase.tag not in INLINE:
            return ""
