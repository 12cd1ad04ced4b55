"""Which source, cue and content belong together, where the reader's spans are given."""

import pytest

from marked import CLAIMS, NAMES, claims_of, document
from newswire.enrich.passages.claim_index import ClaimIndex
from newswire.stream.messages import Claim

#: the people and organisations of these texts
CALLED = {"Ann Lee": "PER", "Bo Moe": "PER", "National Dam Service": "ORG", "Oslo": "LOC", "OSLO": "LOC"}


def told(marked: str) -> list[tuple[str | None, str | None, list[str]]]:
    """(source, cue, contents) of each claim."""
    text, claims = claims_of(marked, CALLED)
    return [
        (c.source and c.source.text, c.cue and c.cue.text, [text[start:end] for start, end in c.content])
        for c in claims
    ]


def claims_in(marked: str) -> list[Claim]:
    return claims_of(marked, CALLED)[1]


# each row is a kind of sentence
@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        (
            "{The bank|S} {said|Q} {prices rose|C}. {Cows fell|C}, {said|Q} {Ann Lee|S}.",
            [("The bank", "said", ["prices rose"]), ("Ann Lee", "said", ["Cows fell"])],
        ),
        (  # the words on both sides of their cue
            "{Prices|C}, {the bank|S} {said|Q} on Monday, {rose 4 percent|C}.",
            [("the bank", "said", ["Prices", "rose 4 percent"])],
        ),
        (  # a cue without a source of its own
            "{Ann Lee|S} {said|Q} {the farm closed|C}, {adding|Q} {that six dogs died|C}.",
            [("Ann Lee", "said", ["the farm closed"]), ("Ann Lee", "adding", ["that six dogs died"])],
        ),
        (  # another sentence's source is none of a cue without one
            "{Ann Lee|S} {said|Q} {the farm closed|C}. It {was expected|Q} {that six dogs would die|C}.",
            [("Ann Lee", "said", ["the farm closed"]), (None, "was expected", ["that six dogs would die"])],
        ),
        (  # each source says what stands nearest to it
            "{Ann Lee|S} {says|Q} {40 farms closed|C}, while {the bank|S} {puts the number at|Q} {60|C}.",
            [("Ann Lee", "says", ["40 farms closed"]), ("the bank", "puts the number at", ["60"])],
        ),
        (  # a quotation that goes on over paragraphs
            "{“We lost dogs too,”|C} {said|Q} {Ann Lee|S}. {“And hens.|C}\n\n{“And 40 cows.”|C}",
            [("Ann Lee", "said", ["“We lost dogs too,”", "“And hens.", "“And 40 cows.”"])],
        ),
        (  # a quotation of which only a part was read
            "“We lost {40 cows and two dogs|C},” {Ann Lee|S} {said|Q}.",
            [("Ann Lee", "said", ["“We lost 40 cows and two dogs,”"])],
        ),
        (  # a word that was left out
            "{The bank|S} {hopes|Q} {to close|C} the {oldest farms|C}.",
            [("The bank", "hopes", ["to close the oldest farms"])],
        ),
        (  # no words over the end of a paragraph
            "{The bank|S} {said|Q} {prices rose.\n\nIt rained|C}.",
            [("The bank", "said", ["prices rose.", "It rained"])],
        ),
        (  # a content that begins with its cue
            "{Local|S} {vets estimate that half of the cows died|C}.",
            [("Local vets", "estimate", ["that half of the cows died"])],
        ),
        (  # words stay in their paragraph
            "{“We lost dogs,”|C} {said|Q} {Ann Lee|S}. {“And 40 cows.”|C}\n\n{The bank|S} {hopes|Q} {to open|C}.",
            [("Ann Lee", "said", ["“We lost dogs,”", "“And 40 cows.”"]), ("The bank", "hopes", ["to open"])],
        ),
        (  # a cue that leads to the next paragraph
            "{Ann Lee|S} {added:|Q}\n\n{“We lost 40 cows.”|C}",
            [("Ann Lee", "added:", ["“We lost 40 cows.”"])],
        ),
        (  # words of another sentence that nobody quotes
            "{40 farms closed|C}. {The bank|S} {wished|Q} {to open|C}.",
            [("The bank", "wished", ["to open"])],
        ),
        ("{37|S} {confirmed|Q} {cases|C}.", [(None, "confirmed", ["cases"])]),  # no number speaks
        ("{One of|S} {the|Q} {40 farms closed|C}.", []),  # no article tells anything
        (  # the same in another unit
            "{The bank|S} {said|Q} {winds reached 100 mph|C} (about 160 km/h).",
            [("The bank", "said", ["winds reached 100 mph (about 160 km/h)"])],
        ),
        (
            "It rained. According to the bank's report, {37|S} {confirmed|Q} {cases|C} and 40 deaths were counted. "
            "He left.",
            [("the bank's report", "According to", ["37 confirmed cases and 40 deaths were counted"])],
        ),
        (
            "By her own count she lost 40 cows.",
            [("her own count", "By", ["she lost 40 cows."])],
        ),
        (
            "The bank has cut its growth forecast by 0.2 points to 1.4 percent.",
            [("The bank", "cut its growth forecast", ["by 0.2 points to 1.4 percent"])],
        ),
        (  # what the encoder cut short, or did not see at all
            "{Forecasters|S} {expected|Q} {waves|C} of up to 9 metres. The centre warned of 30 floods.",
            [
                ("Forecasters", "expected", ["waves of up to 9 metres"]),
                ("The centre", "warned of", ["30 floods"]),
            ],
        ),
        (  # that goes on in words of its own
            "{Police|S} {reported|Q} {that 40 cars were lost|C}.",
            [("Police", "reported", ["that 40 cars were lost"])],
        ),
        (  # the clauses after it in its sentence
            "{Police|S} {said|Q} {six cows died|C} on Friday; four were hurt. Two fled.",
            [("Police", "said", ["six cows died", "four were hurt"])],
        ),
        ("{Prices rose|C}, Mr. {Lee|S} {said|Q}.", [("Lee", "said", ["Prices rose"])]),  # no end of a sentence
        ("{Prices rose|C}, J. {Lee|S} {said|Q}.", [("Lee", "said", ["Prices rose"])]),
        (  # a quotation in single marks
            "‘We lost {40 cows and two dogs|C},’ {Ann Lee|S} {said|Q}.",
            [("Ann Lee", "said", ["‘We lost 40 cows and two dogs,’"])],
        ),
        ("{On the brink|S} {said|Q} {it rained|C}.", [(None, "said", ["it rained"])]),  # no source
        ("{48 percent of them|S} {said|Q} {it rained|C}.", [(None, "said", ["it rained"])]),  # a share of those asked
        ("{“|S} {said|Q} {it rained|C}.", [(None, "said", ["it rained"])]),  # a splinter
        ("{Ann Lee|S} {denied|Q}.", []),
        ("{Figure 1|S} {shows|Q} {40 farms|C}.", [(None, "shows", ["40 farms"])]),  # nothing speaks that is looked at
        (  # the end of a name that was read as a cue, or as the beginning of one
            "{Mayor Ann|S} {Lee|Q}, {who had 40 cows|C}, {said|Q} {it rained|C}.",
            [("Mayor Ann Lee", "said", ["who had 40 cows", "it rained"])],
        ),
        ("{Oslo|S} {Dam says|Q} {40 farms closed|C}.", [("Oslo Dam", "says", ["40 farms closed"])]),
        (  # a number that is forecast, and those who do
            "It rose less than the {40,000 economists|S} {had forecast|Q}.",
            [("economists", "had forecast", ["40,000"])],
        ),
        (  # and many who are asked
            "{40,000 economists|S} {had forecast|Q} {a loss|C}.",
            [("40,000 economists", "had forecast", ["a loss"])],
        ),
        (  # no speech: lives are claimed
            "{The bank|S} {says|Q} {the flood|S} {claimed|Q} {40 lives|C}.",
            [("The bank", "says", ["the flood claimed 40 lives"])],
        ),
        ("{The flood|S} {claimed|Q} {40 lives|C}.", []),
        ("Oslo recorded 40 songs. The dish counted 40 cells.", []),
        ("Police recorded 40 thefts.", [("Police", "recorded", ["40 thefts"])]),
        (  # where an agency writes from is not told
            "{OSLO, Norway (NTB) — 40 farms closed|C}, {the bank|S} {said|Q}.",
            [("the bank", "said", ["40 farms closed"])],
        ),
        (  # what a number is held against, and a part of it
            "{The bank|S} {said|Q} {40 farms closed|C}, up from 30 a year ago. It rained.",
            [("The bank", "said", ["40 farms closed", "up from 30 a year ago"])],
        ),
        (
            "{40 farms closed|C}, {the bank|S} {said|Q} on Monday, of which 12 were new. It rained.",
            [("the bank", "said", ["40 farms closed", "of which 12 were new"])],
        ),
        (  # in a sentence of its own
            "{40 farms closed|C}, {the bank|S} {said|Q}. Of these, 12 were new. It has 80 clerks.",
            [("the bank", "said", ["40 farms closed", "Of these, 12 were new"])],
        ),
        (
            "{40 farms closed|C}, {the bank|S} {said|Q}. Another 12 were sold.",
            [("the bank", "said", ["40 farms closed", "Another 12 were sold"])],
        ),
        (
            "{40 farms closed|C}, {the bank|S} {said|Q}.\n\nOf these, 12 were new.",
            [("the bank", "said", ["40 farms closed"])],
        ),
        (  # what nobody is named for
            "{40 farms closed|C}, {according to|Q} {the bank|S}, leaving reportedly at least 90 cows homeless.",
            [
                ("the bank", "according to", ["40 farms closed"]),
                (None, "reportedly", ["at least 90 cows homeless"]),
            ],
        ),
        (
            "According to a March 14, 2019 report of the bank, 40 farms had closed.",
            [("a March 14, 2019 report of the bank", "According to", ["40 farms had closed."])],
        ),
        ("The first recorded cases were 40 cows. The registered sample is 40.", []),  # no report
    ],
)
def test_spans_are_linked_to_claims(marked: str, wanted: list[tuple[str | None, str, list[str]]]) -> None:
    assert told(marked) == wanted


@pytest.mark.parametrize(
    ("marked", "source", "cue", "content"),
    [
        ("MAYOR LEE: We will open 40 schools in spring.", "MAYOR LEE", ":", "We will open 40 schools in spring."),
        ("((Ann Lee))  We lost 40 cows.", "Ann Lee", "))", "We lost 40 cows."),
        ("And from the mayor: We will open 40 schools.", "the mayor", ":", "We will open 40 schools."),
        (
            "“We lost 40 cows. It was a long night.” — Ann Lee",
            "Ann Lee",
            "—",
            "“We lost 40 cows. It was a long night.”",
        ),
    ],
)
def test_the_layout_shows_who_speaks(marked: str, source: str, cue: str, content: str) -> None:
    assert told(marked) == [(source, cue, [content])]


def test_an_answer_runs_on_to_the_next_question() -> None:
    said = told("((Ann Lee)) We lost cows.\n\nAnd 40 dogs.\n\n((Bo Moe)) And 40 hens.\n\nThe farm has 40 fields.")
    assert [c for _, _, c in said] == [["We lost cows.\n\nAnd 40 dogs."], ["And 40 hens."]]


def test_who_asks_in_an_interview_is_the_writer() -> None:
    said = told(
        "((BM)) You had 90 cows?\n\n((Ann Lee)) We lost 40. Who cares?\n\n((BM)) How?\n\n((Ann Lee)) In a storm."
    )
    assert [(who, c) for who, _, c in said] == [("Ann Lee", ["We lost 40. Who cares?"]), ("Ann Lee", ["In a storm."])]


@pytest.mark.parametrize(
    "text",
    [
        "It rained.\n\nUPDATE: The bank opens 40 schools.",
        "Oslo Poll: Wealthy voters leave the party.",
        "OSLO: The bank opens 40 schools in spring.",
        "VIK: The bank opens 40 schools in spring.",
        "It rained.\n\nOSLO: The bank opens 40 schools in spring.",
    ],
)
def test_a_heading_is_not_a_speaker(text: str) -> None:
    assert told(text) == []


# each row is a form in which a text names two, who says it and through whom
@pytest.mark.parametrize(
    ("marked", "source", "via", "content"),
    [
        (
            "{Local media|S} {reported|Q} on Monday, {citing|Q} {unnamed officials, that 40 farms closed|C}.",
            "Local media",
            "unnamed officials",
            "that 40 farms closed",
        ),
        (
            "{Local media|S}, {citing|Q} {two sources close to it|C}, {said|Q} {40 farms closed|C}.",
            "Local media",
            "two sources close to it",
            "40 farms closed",
        ),
        (  # the encoder takes the weekday for a cue
            "{Citing|Q} {two diplomats|C}, {the paper|S} {said|Q} on {Friday|Q} {that 40 farms closed|C}.",
            "the paper",
            "two diplomats",
            "that 40 farms closed",
        ),
        (
            "{The paper|S} {quoted|Q} {Ann Lee as saying 40 farms closed|C}.",
            "Ann Lee",
            "The paper",
            "40 farms closed",
        ),
        (
            "{Ann Lee|C} {was quoted by|Q} {state radio|S} {as|Q} {saying|Q} {40 farms closed|C}.",
            "Ann Lee",
            "state radio",
            "40 farms closed",
        ),
        (
            "{“40 farms closed,”|C} {Ann Lee|S} {said|Q}, {according to|Q} {state radio|S}.",
            "Ann Lee",
            "state radio",
            "“40 farms closed,”",
        ),
        (
            "{Ann Lee|S}, {quoted|Q} by {state radio|S}, {said|Q} {40 farms closed|C}.",
            "Ann Lee",
            "state radio",
            "40 farms closed",
        ),
    ],
)
def test_through_whom_a_claim_comes_is_told(marked: str, source: str, via: str, content: str) -> None:
    text, [claim] = claims_of(marked, CALLED)
    assert claim.source is not None
    assert (claim.source.text, [v.text for v in claim.via]) == (source, [via])
    assert [text[start:end] for start, end in claim.content] == [content]


def test_who_relies_on_somebody_unnamed_is_not_sure() -> None:
    [claim] = claims_in("{The paper|S}, {citing|Q} {unnamed sources|C}, {said|Q} {40 farms closed|C}.")
    assert claim.status == "unconfirmed"


def test_what_is_cited_as_a_reason_is_not_a_source() -> None:
    claims = claims_in("{The union|S} {praised|Q} {Ann Lee|C}, {citing|Q} {her work for 40 farms|C}.")
    assert [c.via for c in claims] == [(), ()]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("{The agency|S} {said|Q} {it rained|C}. {They|S} {said|Q} {40 roads closed|C}.", "agency"),
        ("{We|S} {said|Q} {40 roads closed|C}.", None),
        ("President Ann Lee came. {The president|S} {said|Q} {40 roads closed|C}.", "Ann Lee"),
        ("The National Dam Service warned us. {The agency|S} {said|Q} {40 roads closed|C}.", "National Dam Service"),
        ("Ann Lee came late. {She|S} {said|Q} {40 roads closed|C}.", "Ann Lee"),
        ("Ann Lee, the mayor of Oslo, came late. {The mayor|S} {said|Q} {40 roads closed|C}.", "Ann Lee"),
        ("{A lawyer for the firm, Ann Lee,|S} {said|Q} {40 roads closed|C}.", "Ann Lee"),
        ("{Interior Minister Ann Lee|S} {said|Q} {40 roads closed|C}.", "Ann Lee"),
        ("{A lawyer for Ann Lee|S} {said|Q} {40 roads closed|C}.", "lawyer for Ann Lee"),
        ("{Ann Lee’s lawyer|S} {said|Q} {40 roads closed|C}.", "Ann Lee’s lawyer"),
        ("Ann Lee, {who|S} {said|Q} {40 roads closed|C}, came late.", "Ann Lee"),
        ("{A Norwegian source|S} {said|Q} {40 roads closed|C}.", "Norwegian source"),
        ("The National Dam Service came. Later {it|S} {said|Q} {40 roads closed|C}.", "National Dam Service"),
        ("The National Dam Service came. {The ministry|S} {said|Q} {40 roads closed|C}.", "ministry"),
        ("{Harbour coach Ann Lee|S} {said|Q} {40 roads closed|C}.", "Ann Lee"),
        (
            "The National Dam Service came. {The Oslo-based company|S} {said|Q} {40 roads closed|C}.",
            "National Dam Service",
        ),
        ("Ann Lee came. {“It rained on Bo Moe,”|C} {she|S} {said|Q}.", "Ann Lee"),
    ],
)
def test_a_source_has_the_name_that_it_stands_for(marked: str, name: str | None) -> None:
    source = claims_in(marked)[-1].source
    assert source is not None
    assert source.name == name


@pytest.mark.parametrize(
    ("cue", "status"),
    [
        ("said", "claimed"),
        ("estimates", "estimated"),
        ("suspects", "unconfirmed"),
        ("confirmed", "confirmed"),
        ("has reportedly said", "unconfirmed"),
        ("believes", "opinion"),
        ("plans", "planned"),
        ("will announce", "planned"),
        ("expects", "estimated"),
    ],
)
def test_the_cue_tells_how_sure_a_claim_is(cue: str, status: str) -> None:
    [claim] = claims_in(f"{{The bank|S}} {{{cue}|Q}} {{that 40 farms closed|C}}.")
    assert claim.status == status


def test_what_is_only_so_if_is_conditional() -> None:
    [claim] = claims_in("{The bank|S} {said|Q} {if prices fell, 40 farms would close|C}.")
    assert claim.status == "conditional"


# each row is a cue, and whether a figure in its words is the source's
@pytest.mark.parametrize(
    ("cue", "tells"),
    [
        ("said", True),
        ("sentenced", False),
        ("has welcomed", False),
        ("released a statement on", True),
        ("claimed responsibility for", False),
        ("has detained", False),  # a word that is not listed
        ("wrote down", False),  # one that tells in other places
        ("was charged with", False),
        ("called on", False),
        ("plans", False),
        ("recorded", True),
    ],
)
def test_what_somebody_does_is_the_writers_to_tell(cue: str, tells: bool) -> None:
    made = document(f"{{The court|S}} {{{cue}|Q}} {{the loss of 40 farms|C}}.", CALLED)
    CLAIMS(NAMES([made]))
    [claim] = made.claims
    assert ClaimIndex(made.claims, "text", made.acts).at(*claim.content[0]) == (0 if tells else None)


def test_words_that_are_quoted_are_told_by_any_cue() -> None:
    made = document(
        "{“We wrote off 40 cows,”|C} {wrote|Q} {Ann Lee|S}. {“It was 40,”|C} {smiled|Q} {Bo Moe|S}.", CALLED
    )
    CLAIMS(NAMES([made]))
    assert made.acts == set()
