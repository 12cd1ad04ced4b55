"""Speakers told by the form of a line or sentence.

A play's dialogue, "And from the mayor: ...", a quotation with a name after a dash, "According to the bank, ...", "The
bank raised its forecast to 4 percent", "Police reported 32 arrests".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from newswire.enrich.claims.lemmas import NUMBER_WORDS, SPEAKERS, WORDS, lemmas
from newswire.enrich.lexicon.load import alternatives
from newswire.enrich.passages.read import Span
from newswire.enrich.passages.spans import Place, sharing

#: "MAYOR LEE: We will see." at the start of a paragraph
_SCRIPT = re.compile(
    r"^[“\"]?(?P<who>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4})(?P<cue>:)[ \t]+(?P<said>\S.{20,})$", re.MULTILINE
)
#: "((Ann Lee))" before each answer of an interview, which runs on until the next one
_ANSWER = re.compile(r"^\(\((?P<who>[^()\n]{2,60})(?P<cue>\)\))[ \t]*:?[ \t]*", re.MULTILINE)
#: what begins so is a heading and not a speaker
_NO_SPEAKER = re.compile(
    r"(?i)(?:note|update|updated|correction|related|read more|photo|image|source|sources|watch|see also|more"
    r"|clarification|the latest)\b"
)
#: "And from the mayor: ...", "From Ann Lee of the union: ..."
_FROM = re.compile(r"^(?:And |Then |Now )?[Ff]rom (?P<who>[^:.\n]{3,60})(?P<cue>:)\s+(?P<said>\S.{20,})$", re.MULTILINE)
#: "“We will see.” — Ann Lee" at the end of a paragraph
_BY_LINE = re.compile(
    r"[ \t\u00a0]*(?P<cue>[―—–]|--?)[ \t\u00a0]*(?P<who>[^\W\d_][\w.'’-]*(?:,? [^\W\d_][\w.'’-]*){0,7})[.]?"
    r"[ \t\u00a0]*(?=\n|$)"
)

#: "According to the bank's report on Monday, 40 farms had closed."
_ACCORDING = re.compile(
    r"(?:^|(?<=[.!?] )|(?<=[.!?][”\"] ))(?P<cue>According to) (?P<who>(?:[^,.;:\n]|(?<=\d), (?=\d{4}\b)){3,80}), "
    r"(?P<said>[^\n]{12,}?[.!?]?)(?=[ ]*\n|[.!?] [A-Z“\"]|$)",
    re.MULTILINE,
)
#: "By the union's count, 40 farms had closed.", "By most accounts ..."
_BY_COUNT = re.compile(
    r"(?:^|(?<=[.!?] ))(?P<cue>By) (?P<who>(?:[\w’'-]+ ){0,5}?"
    r"(?:counts?|reckoning|calculations?|tally|estimates?|accounts|reports)),? "
    r"(?P<said>[^\n]{8,}?[.!?]?)(?=[ ]*\n|[.!?] [A-Z“\"]|$)",
    re.MULTILINE,
)
#: "with burns over reportedly 85 percent of his body": nobody says it
_HEARSAY = re.compile(
    rf"\b(?P<cue>(?i:{alternatives(WORDS['hearsay'])})) (?P<said>"
    r"(?:(?:at|least|most|over|some|about|around|up|to|more|than) ){0,3}"
    rf"(?:[$€£]?\d|(?:{NUMBER_WORDS})\b)[^,.;:\n]*)"
)
#: "The first recorded cases" are not a report of "The first"
_WHO = (
    r"(?:The |the )?(?!(?:The|A|An|First|Last|Only|Some|All)\b)[A-Z][\w&’'-]*(?: [A-Z][\w&’'-]*){0,5}"
    r"|(?:The|the) (?!first|last|only|most|few)[a-z]+|it|they"
)
#: "The bank has cut its growth forecast by 0.2 points to 1.4 percent"
_FORECAST = re.compile(
    rf"(?:^|(?<=[.;,] )|(?<=\n))(?:On \w+, |But |And )?(?P<who>{_WHO}) (?:has |have |had |also )?"
    rf"(?P<cue>(?P<verb>[a-z]+)(?: up| down)? (?:its|their)(?: [\w’'-]+){{0,4}}? "
    rf"(?:{alternatives(WORDS['forecasts'])})s?) (?P<said>[^.;\n]*\d[^;\n]*?)(?=\.?[ ]*(?:\n|$)|\. |;)"
)
_NAME = re.compile(_WHO)
#: the verb of it
_MOVED = WORDS["set_to"] | WORDS["moved"]
#: "The centre warned of floods of up to 30 inches", "Police reported 32 arrests"
_REPORTED = re.compile(
    rf"(?:^|(?<=[.;,!?”\"] )|(?<=\n)|(?<=\bas )|(?<=\band )|(?<=\bbut )|(?<=\bwhile ))(?P<who>{_WHO}|"
    r"(?:(?:Local|State|Federal|Government|Hospital|Health|Rescue|City)\s)?[A-Za-z][a-z]+)"
    r" (?:has |have |had |also |later |now |initially )*"
    r"(?P<cue>warned of|warns of|reported|reports|estimated|estimates|expected|expects?|forecasts?|predicts|predicted"
    r"|projects|projected|recorded|counted|registered)"
    r" (?P<said>(?!that\b|to\b|it\b|by\b|at\b|in\b|on\b|for\b|from\b)[^.;\n]{0,100}?"
    rf"(?:\d|\b(?:{NUMBER_WORDS})\b)(?:[^.;\n]|\.\d)*)"
)
#: what things do, too, and bands and places
_LISTS = frozenset(("recorded", "registered"))
_COUNTS = _LISTS | {"counted"}


def add(speech: Sequence[Span], text: str, quoted: Sequence[Span], places: Collection[int] = ()) -> list[Span]:
    """The spans with those that the layout shows in place of what was read there.

    `places` are the first characters of the text's names of places: "OSLO: Police said ..." is not a speaker."""
    turns = list(_turns(text))
    answers = [(match, said) for match, said, asks in turns if not asks]
    asked = [said for _, said, asks in turns if asks] + [m.span() for m in _SCRIPT.finditer(text) if m["who"] == "Q"]
    questions = [Span(*said, "Question") for said in sorted(asked)]
    shown = [
        span
        for match, said in (*answers, *_matches(speech, text, quoted), *_reports(speech, text))
        if (match["cue"] != ":" or match.start("who") not in places) and not sharing(questions, *said)
        for span in _spans(match, said)
    ]
    if not shown and not questions:
        return list(speech)
    shown.sort()
    taken = sorted([*shown, *questions])
    return sorted([*shown, *(s for s in speech if not sharing(taken, s.start, s.end))])


def _matches(speech: Sequence[Span], text: str, quoted: Sequence[Span]) -> Iterator[tuple[re.Match[str], Place]]:
    for match in _SCRIPT.finditer(text):
        if _NO_SPEAKER.match(match["who"]):
            continue
        # "NAIROBI: Police said ..." is a dateline
        if match.start() == 0 and " " not in match["who"] and f"\n{match['who']}:" not in text:
            continue
        # "Poll: Wealthy voters leave the party" is a headline, unless it was read as somebody's words
        if match["who"].isupper() or any(s.label == "Source" for s in sharing(speech, *match.span("who"))):
            yield match, match.span("said")
    for match in _FROM.finditer(text):
        yield match, match.span("said")
    for match in (*_ACCORDING.finditer(text), *_BY_COUNT.finditer(text)):
        if not any(s.label == "Source" for s in sharing(speech, *match.span("who"))):
            yield match, match.span("said")
    for match in _HEARSAY.finditer(text):
        # inside of what somebody says it is his
        if not any(s.label == "Content" and s.start < match.start() for s in sharing(speech, *match.span("cue"))):
            yield match, match.span("said")
    for quotation in quoted:
        match_ = _BY_LINE.match(text, quotation.end)
        if match_ and match_["who"][0].isupper():
            yield match_, (quotation.start, quotation.end)


def _reports(speech: Sequence[Span], text: str) -> Iterator[tuple[re.Match[str], Place]]:
    for match in _FORECAST.finditer(text):
        if any(form in _MOVED for form in lemmas(match["verb"])) and not any(
            s.label == "Cue" for s in sharing(speech, match.start("cue"), match.end("said"))
        ):
            yield match, match.span("said")
    for match in _REPORTED.finditer(text):
        if not _tells(match["who"], match["cue"]):
            continue
        # of "expected winds of 100 mph" the encoder read "winds" alone
        read = [s for s in sharing(speech, *match.span()) if s.end > match.end("cue")]
        if all(s.label == "Content" and s.end <= match.end("said") for s in read):
            yield match, match.span("said")


def _tells(who: str, verb: str) -> bool:
    """Whether by a verb somebody says what he saw: not "Orvik recorded four albums", "The dish counted 40 cells"."""
    last = who.rpartition(" ")[2]
    if any(form in SPEAKERS for form in lemmas(last)):
        return True
    if last[0].isupper():
        return verb not in _LISTS and _NAME.fullmatch(who) is not None
    return verb not in _COUNTS and (who in ("it", "they") or who.lower().startswith("the "))


def _turns(text: str) -> Iterator[tuple[re.Match[str], Place, bool]]:
    """Each turn of an interview, and whether its speaker is who asks: the writer; the last one is a paragraph, as what
    comes after it is told by nobody."""
    turns = list(_ANSWER.finditer(text))
    asked: Counter[str] = Counter()
    said: list[str] = []
    for n, turn in enumerate(turns):
        until = turns[n + 1].start() if n + 1 < len(turns) else text.find("\n", turn.end())
        said.append(text[turn.end() : until if until >= 0 else len(text)].rstrip())
        asked[turn["who"]] += 1 if said[-1].endswith("?") else -1
    for turn, words in zip(turns, said, strict=True):
        if words:
            yield turn, (turn.end(), turn.end() + len(words)), asked[turn["who"]] > 0


def _spans(match: re.Match[str], said: Place) -> Iterator[Span]:
    if "who" in match.re.groupindex:
        yield Span(*match.span("who"), "Source")
    yield Span(*match.span("cue"), "Cue")
    yield Span(*said, "Content")
