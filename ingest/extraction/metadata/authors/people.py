"""Names of people, told from those of papers, desks, firms and accounts."""

import re

from newswire.ingest.extraction.text_key import key
from newswire.ingest.name_words import AGENCY, HAN

#: words that names of people do not hold, but names of firms, papers and desks do
_ORG = re.compile(
    r"\b(?:ltd|llc|inc|gmbh|corp|plc|s\.?a\.?|co|company|group|media|news|newsroom|newsdesk|desk|team|staff|agency|"
    r"agencies|press|times|post|magazine|journal|foundation|association|council|institute|university|department|"
    r"ministry|office|society|studios?|editors?|editorial|redaktion|redazione|rédaction|redacción|redação|redactie|"
    r"bureau|online|network|services?|solutions|marketing|blog|(?:news)?wires?|redakcja|redakce|редакция|редакція|агентство|газета|новости|риа|today|daily|weekly|tv|radio|league|club|"
    r"com|org|net|updated|published|posted|written|reviewed|edited|contributors?|by|admin|author|"
    r"january|february|march|april|june|july|august|september|october|november|december|minutes?|read|comments?|"
    r"about|contact|menu|subscribe|login|privacy)\b",
    re.I,
)
_ROLE = re.compile(
    r"\b(?:writer|reporter|editor|correspondent|columnist|journalist|contributor|producer|photographer|manager|"
    r"director|head|chief|officer|founder|co-?founder|ceo|cto|cfo|president|professor|dietitian|nutritionist|"
    r"specialist|expert|analyst|consultant|strategist|attorney|editor-in-chief|fellow|redakteur(?:in)?|"
    r"korrespondent(?:in)?|phd|ph\.d|md|m\.d|rd|cpa|cfp|mba|winemaker|owner|author|of|at|for)\b",
    re.I,
)
#: the last word of a name that is a post's: "Tide Reporter"
_POST = re.compile(
    r"(?:reporters?|correspondents?|editors?|writers?|journalists?|columnists?|contributors?|redakteur(?:in)?)", re.I
)
_NO_NAME = re.compile(
    r"[\d™®©?!|]|新聞|新闻|編集|编辑|編輯|通信社|通讯社|日報|日报|報社|报社|뉴스|신문|방송|편집|통신|記者団|取材班"
)
#: an agency before its place or service: "AFP Beirut", "NCA NewsWire"
_ACRONYM = re.compile(r"[A-Z]{3,5}")
_ARTICLES = ("the ", "der ", "die ", "das ", "le ", "la ", "el ", "il ", "de ", "het ")


def is_person(name: str, *sites: str) -> bool:
    """Whether a name may be one of a person: no firm's or paper's, no account's, not the site's own.

    >>> [is_person(name) for name in ("Ada Byron", "李娜", "Tide News Desk", "a.byron", "Updated January")]
    [True, True, False, False, False]
    """
    words = name.split()
    if not 1 <= len(words) <= 6 or _NO_NAME.search(name) or _ORG.search(name) or AGENCY.fullmatch(name):
        return False
    if len(words) == 1 and name.isascii() and (not name[0].isupper() or name.isupper()):
        return False
    if len(words) > 1 and (_POST.fullmatch(words[-1]) or (_ACRONYM.fullmatch(words[0]) and not name.isupper())):
        return False
    bare = _squeezed(name)
    return bool(bare) and all(bare != _squeezed(site) for site in sites)


def _squeezed(name: str) -> str:
    bare = f"{key(name)} "
    for article in _ARTICLES:
        if bare.startswith(article) and len(bare) > len(article):
            bare = bare[len(article) :]
            break
    return bare.replace(" ", "")


def is_name(name: str, sites: tuple[str, ...], least: int) -> bool:
    """Whether words in a byline are a name: each is a person's, none a role, first and last with a capital."""
    words = name.split()
    whole = len(words) == 1 and HAN.fullmatch(name)  # scripts without spaces
    if (
        not (whole or least <= len(words) <= 4)
        or len(name) < (2 if whole else 3)
        or _ROLE.search(name)
        or not is_person(name, *sites)
    ):
        return False
    return not _is_small(words[0][0]) and not _is_small(words[-1][0])


def _is_small(letter: str) -> bool:
    return letter.islower() and not "\u10d0" <= letter <= "\u10ff"  # Georgian has no capitals at the head of names
