"""The thing counted: its noun phrase after the number, up to and including its head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newswire.enrich.figures.counted.expressions import is_forecast
from newswire.enrich.figures.counted.site import Site, Thing
from newswire.enrich.figures.rules import RULES
from newswire.enrich.lexicon.load import read_toml
from newswire.enrich.numbers.number import SCALES
from newswire.enrich.times.calendar.periods import SEASONS
from newswire.enrich.times.rules.words import DAY_NAMES, PERIODS
from newswire.stream.messages import Counted

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LEXICON = read_toml("en/counted/words")
_NOUNS = frozenset({"NOUN", "PROPN"})
_LEAD = frozenset(_LEXICON["lead"]["words"])
_WHEN = frozenset(_LEXICON["when"]["words"])
_PERIODS = PERIODS.union(SEASONS)
#: of money that says what the things counted are worth: "two $500 cheques"
_SIGNS = ("$", "€", "£", "¥", "₹")
#: names of states before a noun: "2,000 U.S. and Afghan soldiers"
_STATES = frozenset(["U.S.", "US", "U.N.", "UN", "NATO", "EU", "UK", "U.K."])
#: longest phrase, in tokens
_LONGEST = 12


def phrase_after(site: Site) -> Thing | None:
    """The noun phrase after the number; after a unit or a fraction only what stands after an "of"."""
    # "twelve of 17 economists had expected it", not "the 150,000 economists had expected"
    if not RULES["part of a forecast"].search(site.text, max(0, site.start - 24), site.start) and is_forecast(
        site.text, site.end
    ):
        return None
    phrase = find_phrase(site.doc, site.number.end - 1, of=site.unit or site.form == "fraction")
    return Thing(counted(site.text, site.doc[phrase[0]], site.doc[phrase[1]])) if phrase else None


def counted(text: str, first: Token, head: Token) -> Counted:
    """What stands from one token to another, its head."""
    start, end = first.idx, head.idx + len(head.text)
    return Counted(text=text[start:end], start=start, end=end, head=lemma(head))


def thing(noun: Token | None) -> Thing | None:
    """A noun as the thing counted."""
    if noun is None:
        return None
    return Thing(Counted(text=noun.text, start=noun.idx, end=noun.idx + len(noun.text), head=lemma(noun)))


def find_phrase(doc: Doc, last: int, *, of: bool = False) -> tuple[int, int] | None:
    """First token and head of the noun phrase after the number whose last token is `last`."""
    if (
        not of
        and last + 2 < len(doc)
        and doc[last + 1].text == "-"
        and doc[last + 2].tag_ in ("NN", "NNS", "NNP")
        and (doc[last + 2].is_alpha)
    ):
        return last + 2, last + 2  # "a 46-page report"
    first = _begin(doc, last + 1, of)
    head = None if first is None else _head(doc, first)
    if first is None or head is None or (doc[first].lower_ in _WHEN and doc[head].lower_ in _PERIODS):
        return None
    return first, head


def lemma(token: Token) -> str:
    """Singular, lower case; plural names, too: Koreans are `korean`."""
    word = token.lemma_.lower()
    if token.tag_ == "NNPS" and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return {
        "men": "man",
        "women": "woman",
        "persons": "person",
        "taxis": "tax",
        "taxes": "tax",
        "people": "people",
        "dos": "dose",  # what spaCy makes of doses
    }.get(word, word)


def _begin(doc: Doc, at: int, of: bool) -> int | None:
    """The first token of the phrase, after hyphen, "plus", "of" and articles."""
    if at < len(doc) and doc[at].text in ("-", "‑", "+"):
        at += 1
        at += at < len(doc) and doc[at].lower_ in ("plus", "odd", "strong")  # "3,000-plus videos"
    if at >= len(doc):
        return None
    seen_of = doc[at].lower_ == "of" or (doc[at].lower_ in _LEAD and doc[at - 1].lower_ == "half")
    if of and not seen_of:
        return None
    if seen_of:
        at += doc[at].lower_ == "of"
        while at < len(doc) and doc[at].lower_ in _LEAD:
            at += 1
        if at < len(doc) and doc[at - 1].lower_ in ("those", "these") and doc[at].tag_ in ("VBN", "VBD", "VBG", "VBP"):
            return None  # "five of those involved ropes": it stands before
    # "the sixteen on-board" are counted by no board
    return at if at < len(doc) and not doc[at].is_space and doc[at].lower_ != "on" else None


def _head(doc: Doc, first: int) -> int | None:
    """The last token of the phrase: the last noun in a row."""
    run_end: int | None = None
    for at in range(first, min(first + _LONGEST, len(doc))):
        token = doc[at]
        if run_end is not None and _begins_anew(doc, at):
            break
        if token.pos_ in _NOUNS and token.tag_ != "POS":
            run_end = _after_states(doc, at)
            if run_end > at:
                break
            continue
        if not _goes_on(doc, at, run_end):
            break
    # "150 of Benin's more than 1,600 soldiers": not Benin
    owner = run_end is not None and doc[run_end + 1 : run_end + 2].text in ("'s", "’s")
    return None if owner else run_end


def _begins_anew(doc: Doc, at: int) -> bool:
    """Whether a word after a noun is no part of its phrase: "40 men Thursday", "40 men last year", "30 birds nest"."""
    token = doc[at]
    plural = doc[at - 1].tag_ == "NNS" and token.pos_ in _NOUNS and token.tag_ not in ("NNS", "NNPS", "POS")
    return token.lower_ in DAY_NAMES or token.lower_ in _WHEN or plural


def _after_states(doc: Doc, at: int) -> int:
    """The noun after a list of states: "5,000 U.S., Iraqi and British troops"; `at` itself where there is none."""
    for token in doc[at + 1 : at + 7] if doc[at].text in _STATES and doc[at + 1 : at + 2].text in (",", "and") else ():
        if token.tag_ in ("NNS", "NNPS"):
            return token.i
        if not (token.text in (",", "and") or token.text[:1].isupper()):
            break
    return at


def _opens(doc: Doc, at: int) -> bool:
    """Whether a token may stand before the first noun of a phrase: a quotation mark, a sum, a number in a name."""
    token, before, after = doc[at], doc[at - 1], doc[at + 1]
    if token.is_quote or token.text == "'":
        return after.pos_ in (*_NOUNS, "ADJ", "VERB")  # 'five different "smart" lamps'
    if token.text.endswith(_SIGNS) or (token.like_num and before.text.endswith(_SIGNS)):
        return True  # "two $500 cheques"
    # "twelve 500-pound bombs", "two new 737 Max jets"
    return token.pos_ == "NUM" and (after.text == "-" or (before.pos_ == "ADJ" and after.pos_ in _NOUNS))


def _goes_on(doc: Doc, at: int, noun: int | None) -> bool:
    """Whether a token that is not a noun may stand inside the phrase."""
    token = doc[at]
    if token.is_sent_start and at > 0:
        return False
    if noun is None and at + 1 < len(doc) and _opens(doc, at):
        return True
    if token.pos_ == "ADJ":
        return noun is None or (token.dep_ in ("amod", "compound") and token.head.i > at)
    if token.pos_ == "VERB" or token.tag_ in ("VBN", "VBG"):
        joined = doc[at - 1].text == "-" and token.head.i > at  # "coal-fired plants"
        return joined or (noun is None and token.dep_ in ("amod", "compound", "nmod") and token.head.i > at)
    if token.pos_ == "ADV":
        after = doc[at + 1] if at + 1 < len(doc) else None
        heavily = after is not None and (after.text == "-" or (after.pos_ in ("ADJ", "VERB") and after.dep_ == "amod"))
        return noun is None and heavily  # "heavily armed", "heavily-armed"
    if token.pos_ == "NUM" and (doc[at - 1].tag_ == "POS" or (token.lower_ in SCALES and doc[at - 1].like_num)):
        return True  # "the country's 50 states", "its 12 million people"
    if token.text in ("-", "‑", "/"):
        return not doc[at - 1].whitespace_ and not token.whitespace_
    if token.tag_ == "POS":
        return noun is not None and at + 1 < len(doc) and doc[at + 1].pos_ in (*_NOUNS, "ADJ", "NUM")
    if token.lower_ in ("and", "or", "&"):
        following = doc[at + 1] if at + 1 < len(doc) else None
        before = doc[at - 1]
        joins = before.dep_ in ("amod", "compound", "nmod") and before.head.i > at
        return following is not None and joins and following.pos_ in (*_NOUNS, "ADJ")
    return False
