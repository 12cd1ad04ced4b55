"""What kind of page this is, and whether its article can be read: an article, a consent wall, a challenge, an index.

All of it is guessed from words and marks that many sites share. A page whose body was found is believed to be
an article unless it says otherwise: it costs more to lose an article than to keep a stub.
"""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

#: characters of body from which a page is believed whatever else stands in it
LONG = 1200

_CHALLENGE = re.compile(
    r"just a moment\.\.\.|attention required!|verif(?:y|ying) (?:that )?you are (?:a )?human|are you a (?:ro)?bot\b|"
    r"pardon our interruption|access to this page has been denied|checking your browser|unusual traffic from your|"
    r"request unsuccessful\. incapsula|ddos protection by|complete the captcha",
    re.I,
)
_CHALLENGE_MARK = re.compile(
    r"challenges\.cloudflare\.com|/cdn-cgi/challenge-platform|captcha-delivery\.com|px-captcha|_incapsula_resource|"
    r"cf-chl-|akamai-bm|perimeterx",
    re.I,
)
_CONSENT = re.compile(
    r"we value your privacy|we care about your privacy|before you continue|"
    r"our (?:\d[\d,. ]* )?partners (?:store|process|use)|"
    r"(?:store and/or )?access information on a device|"
    r"accept all|reject all|manage (?:my )?(?:cookies|preferences|choices)|"
    r"cookie (?:settings|policy|preferences)|use of cookies|consent to (?:the )?(?:use|processing)|personal data|"
    r"alle akzeptieren|einwilligung|datenschutz|mit werbung weiterlesen|tout accepter|vos données|accepter et|"
    r"aceptar (?:todo|y continuar)|tus datos|accetta tutti|aceitar todos|alles accepteren|godkänn alla|zaakceptuj",
    re.I,
)
_CONSENT_HOST = re.compile(r"^(?:consent|cmp|privacy|guce)\.|\.consent\.", re.I)
_CONSENT_PATH = re.compile(r"/(?:consent|collectConsent|cookiewall|cookie-wall|privacygate)\b", re.I)
_PAYWALL = re.compile(
    r"subscribe (?:now )?to (?:continue|read|unlock)|subscribers? only|already a subscriber|to continue reading|"
    r"this (?:article|content|story) is (?:for|reserved for|only available to) (?:our )?(?:paying )?"
    r"(?:subscribers|members)|"
    r"you(?:'|’)ve reached your (?:monthly )?(?:article )?limit|nur für abonnenten|weiterlesen mit|réservé aux abonnés|"
    r"abonnez-vous pour|exclusivo para (?:suscriptores|assinantes)|riservato agli abbonati|alleen voor abonnees",
    re.I,
)
_SHELL = re.compile(
    r"(?:enable|requires?|turn on|without) javascript|javascript (?:is )?(?:disabled|required|must be)|"
    r"javascript aktivieren|activer javascript|habilit\w+ javascript",
    re.I,
)
_GONE = re.compile(
    r"\b404\b|\b410\b|page (?:not found|(?:does ?n.t|no longer) (?:exist|available))|not found\b|no longer available|"
    r"can.t find (?:that|the|this) page|seite nicht gefunden|page introuvable|página no encontrada|pagina non trovata|"
    r"página não encontrada|pagina niet gevonden",
    re.I,
)
_INDEX_PATH = re.compile(
    r"^/(?:index\.\w+|home/?|[a-z]{2}/?|(?:category|tag|topics?|section|author|search)/.*)?$", re.I
)
_VIDEO_PATH = re.compile(r"/videos?/", re.I)
_GALLERY_PATH = re.compile(r"/(?:gallery|galleries|photos?|slideshow|fotostrecke|diaporama|en-images)/", re.I)


class Evidence(NamedTuple):
    """What a verdict is made from."""

    url: str  #: the one that answered
    body: str
    visible: str  #: all the text that a page shows, or its beginning
    title: str
    markup: str
    types: frozenset[str] = frozenset()  #: of its JSON-LD
    og_type: str = ""
    free: bool = True
    status: int | None = None
    linked_headings: int = 0  #: h2 and h3 that are links: teasers
    scripts: int = 0


def access_of(e: Evidence) -> str:
    """open, paywall, consent, challenge, shell or gone."""
    if e.status in (404, 410):
        return "gone"
    if len(e.body) < LONG:
        short = len(e.visible) < 3000
        if short and (_CHALLENGE.search(f"{e.title} {e.visible}") or (not e.body and _CHALLENGE_MARK.search(e.markup))):
            return "challenge"
        if _is_consent(e):
            return "consent"
        if _GONE.search(e.title) and short:
            return "gone"
        if len(e.visible) < 400 and (_SHELL.search(e.visible) or (not e.body and e.scripts > 0)):
            return "shell"
        if not e.body and _SHELL.search(e.visible[:600]):
            return "shell"
        if _PAYWALL.search(e.visible):
            return "paywall"
    return "open" if e.free else "paywall"


def _is_consent(e: Evidence) -> bool:
    parts = urlsplit(e.url)
    if _CONSENT_HOST.search(parts.hostname or "") or _CONSENT_PATH.search(parts.path):
        return True
    # a banner stands on most pages: only where there is little else is it a wall
    said = {match.lower() for match in _CONSENT.findall(e.visible[:4000])}
    if len(e.visible) > 4000 or not said:
        return False
    own = {match.lower() for match in _CONSENT.findall(e.body)}
    return len(own) >= 2 or (len(e.body) < 250 and len(said) >= 2)


def kind_of(e: Evidence) -> str:
    """article, live, video, gallery, index or other."""
    if "LiveBlogPosting" in e.types:
        return "live"
    article = any(kind.endswith(("Article", "Posting")) for kind in e.types) or e.og_type == "article"
    path = urlsplit(e.url).path
    if len(e.body) < LONG:
        if ("VideoObject" in e.types and not article) or e.og_type.startswith("video") or _VIDEO_PATH.search(path):
            return "video" if len(e.body) < 600 else "article"
        if {"ImageGallery", "MediaGallery"} & e.types or _GALLERY_PATH.search(path):
            return "gallery"
    if article:
        return "article"
    if (_INDEX_PATH.match(path) and path != "") or (path in ("", "/") and not urlsplit(e.url).query):
        paragraphs = [p for p in e.body.split("\n\n") if len(p) > 200]
        if len(paragraphs) < 3 or {"CollectionPage", "SearchResultsPage"} & e.types:
            return "index"
    if e.og_type == "website" and "CollectionPage" in e.types:
        return "index"
    if e.linked_headings >= 15 and sum(len(p) > 200 for p in e.body.split("\n\n")) < 3:
        return "index"
    return "article"
