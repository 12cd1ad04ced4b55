"""Which source, cue and content belong together, where the reader's spans are given."""

import pytest

from marked import told


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
        ("{The chart|S} {shows|Q} {40 farms|C}.", [(None, "shows", ["40 farms"])]),
        ("{Figure 1|S} {shows|Q} {40 farms|C}.", [(None, "shows", ["40 farms"])]),  # nothing speaks that is looked at
        (  # the end of a name that was read as a cue, or as the beginning of one
            "{Mayor Ann|S} {Lee|Q}, {who had 40 cows|C}, {said|Q} {it rained|C}.",
            [("Mayor Ann Lee", "said", ["who had 40 cows", "it rained"])],
        ),
        ("{Oslo|S} {Dam says|Q} {40 farms closed|C}.", [("Oslo Dam", "says", ["40 farms closed"])]),
        (  # a date that parts who says it
            "{According to|Q} {a March 14|S}, {2019 report|S}, {40 farms closed|C}.",
            [("a March 14, 2019 report", "According to", ["40 farms closed"])],
        ),
        (  # a number that is forecast, and those who do
            "It rose less than the {40,000 economists|S} {had forecast|Q}.",
            [("economists", "had forecast", ["40,000"])],
        ),
        (  # however they were read
            "It fell, short of {the 4.1|C} {million analysts|S} {predicted|Q}. "
            "It was below {the 2.5%|C} analysts {expected|Q}.",
            [("analysts", "predicted", ["4.1 million"]), ("analysts", "expected", ["2.5%"])],
        ),
        (
            "{Ann Lee|S} {said|Q} {it fell short of the 40,000 economists|C} {had forecast|Q}.",
            [("Ann Lee", "said", ["it fell short of the"]), ("economists", "had forecast", ["40,000"])],
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
        ("An estimated 40 cows died.", []),
        (  # what somebody says that is said is his
            "{Ann Lee|S} {said|Q} {the flood had reportedly 40 victims|C}.",
            [("Ann Lee", "said", ["the flood had reportedly 40 victims"])],
        ),
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
