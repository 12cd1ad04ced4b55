"""The thing counted where it stands apart from its number: "troops ... 1,500 of them", "of the 300 men, 40 were"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newswire.enrich.figures.counted.expressions import EXPRESSIONS
from newswire.enrich.figures.counted.phrase import lemma, thing
from newswire.enrich.figures.counted.site import Site, Thing
from newswire.enrich.lexicon.load import read_toml
from newswire.enrich.times.rules.words import PERIODS
from newswire.stream.messages import Figure

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_LEXICON = read_toml("en/counted/words")
_DEAD = frozenset(_LEXICON["done_to_people"]["words"])
#: what is done to things rather than to people
_OF_THINGS = frozenset(_LEXICON["of_things"]["words"])
#: characters before a number in which what it is a part of is looked for
_REACH = 240
#: figures before a number of which it may be a part
_FIGURES, _TOLD = 6, 40


def who_of_them(site: Site) -> Thing | None:
    """Who they are, in "eight of them children"."""
    m = _of_them(site)
    return thing(_said_after(site.doc, m.end())) if m else None


def those_before(site: Site) -> Thing | None:
    """What the figure before counts: "five of those"."""
    m, told = _of_them(site), site.told
    return Thing(told.counted) if m and told and m[1].lower() == "those" else None


def plural_before(site: Site) -> Thing | None:
    """The nearest plural, for which "of them", "of which" or "of whom" stands; what the figure before counts else."""
    before = reversed(site.doc[site.number.sent.start : site.number.start])
    plural = next((t for t in before if t.tag_ in ("NNS", "NNPS") and lemma(t) not in PERIODS), None)
    if _of_them(site) is None:
        return None
    return thing(plural) or (Thing(site.told.counted) if site.told else None)


def subject_before(site: Site) -> Thing | None:
    """Of whom the sentence before tells: "Voters went another way. More than 100,000 of them ..."."""
    m, start = _of_them(site), site.number.sent.start
    if m is None or m[1].lower() != "them" or start == 0:
        return None
    told = site.doc[start - 1].sent
    return thing(next((t for t in told if t.dep_ in ("nsubj", "nsubjpass") and t.tag_ in ("NNS", "NNPS")), None))


def noun_aside(site: Site) -> Thing | None:
    """The plural before the bracket or comma after which a number stands: "the employees (two were dead)"."""
    doc, number = site.doc, site.number
    if not EXPRESSIONS["aside"].search(site.text, max(0, site.start - 24), site.start):
        return None
    bracket = next((t for t in list(doc[max(0, number.start - 4) : number.start])[::-1] if t.text in ("(", ",")), None)
    noun = doc[bracket.i - 1] if bracket is not None and bracket.i else None
    in_bracket = bracket is not None and bracket.text == "(" and number.root.dep_.startswith("nsubj")
    told = in_bracket or bool(EXPRESSIONS["aside ends"].match(doc[number.end : number.end + 1].text))
    return thing(noun) if noun is not None and noun.tag_ in ("NNS", "NNPS") and told else None


def of_which(site: Site) -> Thing | None:
    """What the figure before counts: "200 tanks, of which 60 can drive"."""
    told = site.told
    of = told and EXPRESSIONS["of which"].search(site.text, max(told.end, site.start - 48), site.start)
    return Thing(told.counted) if told and of else None


def of_the(site: Site) -> Thing | None:
    """What the figure before counts: "of the 300 passengers, 40 were injured"."""
    told, left = site.told, max(0, site.number.sent.start_char - 2, site.start - _REACH)
    acts = site.number.root.dep_ in ("nsubj", "nsubjpass")
    opens = told and acts and told.end < site.start and EXPRESSIONS["of the"].search(site.text[left : site.start])
    return Thing(told.counted) if told and opens else None


def the_same(site: Site) -> Thing | None:
    """Those that were so many before: "The eight fled"."""
    the = EXPRESSIONS["the same"].search(site.text, max(0, site.start - 8), site.start)
    same = the and any(f.value == site.limits[0] and f.unit == "person" for f in _counts(site))
    return Thing(None, "person") if same else None


def more_of_them(site: Site) -> Thing | None:
    """More of what was counted last: "seven riders died and three more were hurt"."""
    last = _last(site)
    if last is None or not EXPRESSIONS["more of them"].match(site.text, site.number.end_char):
        return None
    return Thing(last.counted if last.unit != "person" else None, last.unit)


def people_act(site: Site) -> Thing | None:
    """People, where people were counted last: "33 fled"."""
    last = _last(site)
    return Thing(None, "person") if _acts(site) and last and last.unit == "person" else None


def part_acts(site: Site) -> Thing | None:
    """A part of what was counted last: "It built 40 homes. 30 were sold"."""
    last = _last(site)
    part = last and _acts(site) and site.limits[1] <= (last.value or last.high or 0)
    return Thing(last.counted, last.unit) if last and part else None


def somebody_acts(site: Site) -> Thing | None:
    """People, where no verb of things stands over the number: "fewer than two hundred showed up"."""
    root = site.number.root
    verb = root.head if root.head.pos_ == "VERB" else next((t for t in root.ancestors if t.pos_ == "VERB"), root)
    return Thing(None, "person") if _acts(site) and verb.lemma_.lower() not in _OF_THINGS else None


def is_of_people(text: str, number: Span, end: int) -> bool:
    """Whether what happens to the number happens to people: "killed 12 and wounded 30", "30 wounded", "200 fled"."""
    root = number.root
    if EXPRESSIONS["done to people"].match(text, end):
        return True
    return root.dep_ in ("dobj", "nsubjpass") and root.head.lemma_.lower() in _DEAD


def _said_after(doc: Doc, at: int) -> Token | None:
    """Who they are, in "eight of them children"."""
    span = doc.char_span(at, at + 2, alignment_mode="expand")
    if span is None:
        return None
    noun = next((t for t in span if t.idx > at), None)
    ends = noun is not None and (noun.i + 1 >= len(doc) or doc[noun.i + 1].is_punct or doc[noun.i + 1].lower_ == "and")
    return noun if noun is not None and ends and noun.tag_ in ("NNS", "NNPS") else None


def _of_them(site: Site) -> re.Match[str] | None:
    return EXPRESSIONS["of them"].match(site.text, site.end)


def _counts(site: Site) -> list[Figure]:
    return [f for f in site.before[-_TOLD:] if f.kind == "count" and (f.counted or f.unit)]


def _last(site: Site) -> Figure | None:
    """The count before it, in its sentence or the one before."""
    doc, sentence = site.doc, site.number.sent
    near = sentence.start_char
    if sentence.start and "\n" not in site.text[doc[sentence.start - 1].sent.start_char : near].strip():
        near = doc[sentence.start - 1].sent.start_char
    return next((f for f in reversed(_counts(site)[-_FIGURES:]) if f.start >= near), None)


def _acts(site: Site) -> bool:
    """Whether it does something: "33 fled", "two were sold"."""
    subject = site.number.root.dep_ in ("nsubj", "nsubjpass")
    low = site.limits[0]
    return (
        isinstance(low, int)
        and low >= 2
        and (subject or bool(EXPRESSIONS["acts"].match(site.text, site.number.end_char)))
    )
