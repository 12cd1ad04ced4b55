"""Who says what, how sure it is said to be, and who contests it."""

import pytest

from enrich.claims import quotes
from enrich.claims import tagger as attribution
from enrich.names import tagger as entities
from enrich.passages.claim_index import claim_of
from stream.messages import Claim
from tagging import document

ENTITIES, TAGGER = entities.make(), attribution.make()


def found(text: str) -> list[Claim]:
    doc = document(text)
    TAGGER(ENTITIES([doc]))
    for claim in doc.claims:
        assert claim.content
        assert all(0 <= start < end <= len(text) for start, end in claim.content)
        for mention in (claim.source, claim.cue, *claim.via, *claim.contested_by):
            assert mention is None or text[mention.start : mention.end] == mention.text
    return doc.claims


def claim_with(text: str, words: str) -> Claim:
    claims = found(text)
    start = text.index(words)
    index = claim_of(start, start + len(words), "text", claims)
    assert index is not None, claims
    return claims[index]


# each row is an example that a rule is there for
@pytest.mark.parametrize(
    ("text", "words", "source", "cue"),
    [
        ("The bank said prices rose 4 percent.", "4 percent", "The bank", "said"),
        ("Prices rose 4 percent, the bank said.", "4 percent", "the bank", "said"),
        ("Prices, the bank said on Monday, rose 4 percent.", "4 percent", "the bank", "said"),
        ("According to the bank, prices rose 4 percent.", "4 percent", "the bank", "According to"),
        ("A poll showed that 40 voters agreed.", "40 voters", "A poll", "showed"),
        ("“We lost 40 cows,” Ann Lee told reporters.", "40 cows", "Ann Lee", "told"),
        ('"We lost 40 cows," said Ann Lee. "And six dogs."', "six dogs", "Ann Lee", "said"),
        ("''We lost 40 cows,'' Ann Lee said.", "40 cows", "Ann Lee", "said"),
        ("Ann Lee said the farm lost 40 cows, adding that six dogs died.", "six dogs", "Ann Lee", "adding"),
        ("The fund estimates that 40 farms closed.", "40 farms", "The fund", "estimates"),
        ("The police put the toll at 40.", "40", "The police", "put"),
        ("The minister’s claim that 40 farms closed drew laughter.", "40 farms", "minister", "claim"),
        ("The agency said in a note on its website that ships carried 40 men.", "40 men", "The agency", "said"),
        ("MAYOR LEE: We will open 40 schools in the spring.", "40 schools", "MAYOR LEE", ":"),
        ("The agency said the city decided to send 40 buses.", "40 buses", "The agency", "said"),
        ("“We lost 40 cows. It was a long night.” — Ann Lee", "40 cows", "Ann Lee", "—"),
        ("The Farm Times reports:\n\n“The village lost 40 cows in a week.”", "40 cows", "The Farm Times", "reports"),
        ("As many vets have pointed out, the farm lost 40 cows.", "40 cows", "many vets", "pointed"),
        (
            "The firm would see its costs rise by 40 percent, according to the bank.",
            "40 percent",
            "the bank",
            "according to",
        ),
        ("The lawyer criticized the mayor for closing 40 schools.", "40 schools", "The lawyer", "criticized"),
        ("The bank, which said 40 farms closed, is in Oslo.", "40 farms", "which", "said"),
        ("In a survey by the paper, 40 percent of farmers had a dog.", "40 percent", "a survey", "In"),
        ("The firm announced plans to close 40 farms.", "40 farms", "The firm", "announced"),
        ("The firm’s decision to close 40 farms came late.", "40 farms", "firm", "decision"),
        ("Factwatch rated 40 of its claims as false.", "40", "Factwatch", "rated"),
        ("The fund cut its forecast for growth in Norway to 4 percent.", "4 percent", "The fund", "forecast"),
        ("The bank reported that Ann holds 30 tons; Bo holds 40 tons.", "40 tons", "The bank", "reported"),
        ("Ann Lee said she believed 40 cows died.", "40 cows", "Ann Lee", "said"),
        (
            "“We lost cows,” said Ann Lee, a farmer from the hills in the far north of Norway. “And 40 dogs died too.”",
            "40 dogs",
            "Ann Lee",
            "said",
        ),
        (
            "The rain came late, Ann Lee said. She did not go home. “We lost 40 cows that day.”",
            "40 cows",
            "Ann Lee",
            "said",
        ),
        ("A 2014 study by the school found 31 cases of fraud.", "31 cases", "A 2014 study by the school", "found"),
        ("Auditors found 40 faulty pumps at the plant.", "40 faulty", "Auditors", "found"),
        ("The poll has Lee at 45 percent and Moe at 41 percent.", "41 percent", "The poll", "has"),
        ("A poll showed Lee ahead by 4 points.", "4 points", "A poll", "showed"),
        ("By one estimate, 40,000 acres were burned.", "40,000", "one estimate", "By"),
        ("By the bank’s count, 40 farms closed.", "40 farms", "the bank", "By"),
        ("Under the minister’s plan, farms would pay a tax of 40 percent.", "40 percent", "the minister", "plan"),
        ("The minister’s plan would cap the tax at 40 percent.", "40 percent", "The minister", "plan"),
        ("Documents obtained by the paper show that he paid $40.", "$40", "Documents", "show"),
        ("Data from the ministry show 40 farms closed.", "40 farms", "Data from the ministry", "show"),
        ("Trump charges that 40 countries gave to the fund.", "40 countries", "Trump", "charges"),
        ("The board accused the firm of dumping 40 tons of oil.", "40 tons", "The board", "accused"),
        ("Prosecutors charged the pair with stealing 40 cows.", "40 cows", "Prosecutors", "charged"),
        (
            "The bank says it would cut costs at first, but would add $84 million later.",
            "$84 million",
            "The bank",
            "says",
        ),
        (
            "He says he can not pay, and that he needs 40 days.",
            "40 days",
            "He",
            "says",
        ),
        ("In 2012, Lee said, the firm lost 40 cows.", "40 cows", "Lee", "said"),
        ("Lee said the farm closed, because 40 cows died.", "40 cows", "Lee", "said"),
        ("“One of the best in our house,” Rep. Ann Lee (D) said.", "One", "Ann Lee", "said"),
        ("“Buy 40 cows now,” read the sign.", "40 cows", "the sign", "read"),
        ("“Why did 40 cows die!” Ann Lee asked.", "40 cows", "Ann Lee", "asked"),
        ("The Farm Times wrote:\n\nThe village lost 40 cows in a week of rain.", "40 cows", "The Farm Times", "wrote"),
        ("“We lost two things:\n\n40 cows and a barn,” Ann Lee said.", "40 cows", "Ann Lee", "said"),
        ("Factwatch rated 40 claims as false, compared with 12 of the mayor.", "12", "Factwatch", "rated"),
        ("The magazine ranked the town third of 40 towns.", "40 towns", "The magazine", "ranked"),
        ("Lee grilled the banker for his role in 40 thefts.", "40 thefts", "Lee", "grilled"),
        ("Lee’s emphasis that 40 farms closed drew laughter.", "40 farms", "Lee", "emphasis"),
        ("Only 46 voters back it, a poll showed on Monday, down from 58 percent.", "58 percent", "a poll", "showed"),
        ("Ann Lee put the number of trucks at 40, among them 11 tanks.", "11 tanks", "Ann Lee", "put"),
    ],
)
def test_words_belong_to_who_says_them(text: str, words: str, source: str, cue: str) -> None:
    claim = claim_with(text, words)
    assert claim.source is not None
    assert source in claim.source.text
    assert claim.cue is not None
    assert claim.cue.text == cue


@pytest.mark.parametrize(
    "text",
    [
        "The farm lost 40 cows.",
        "In 2019 the bank closed 40 offices.",
        "They said nothing. The farm lost 40 cows.",
        "Hikers found 40 dead cows in the valley.",
        "The car does 40 miles per gallon.",
        "The advice is simple for anyone wanting to borrow $40.",
        "It is a rule that would allow 40 boats in the bay.",
        "In 40 letters, Lee said: “We will see.”",
        "Ann Lee weighs 40 pounds.",
        "Lee said she spoke to Ann Bo, one of the 40 lawmakers in the house.",
        "The town ranked third.\n\nLee wrote a book. The farm lost 40 cows.",
    ],
)
def test_the_writers_own_words_are_nobodys_claim(text: str) -> None:
    start = text.index("40")
    assert claim_of(start, start + 2, "text", found(text)) is None


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The National Dam Service warned us. The agency said 40 roads closed.", "40 roads", "National Dam Service"),
        ("Ann Lee came late. She said 40 roads closed.", "40 roads", "Ann Lee"),
        ("Ann Lee came late. Mayor Lee said 40 roads closed.", "40 roads", "Ann Lee"),
        ("A lawyer for the firm, Ann Lee, said 40 roads closed.", "40 roads", "Ann Lee"),
        ("Ann Lee, who said 40 roads closed, came late.", "40 roads", "Ann Lee"),
        ("A Norwegian source said 40 roads closed.", "40 roads", "Norwegian source"),
    ],
)  # fmt: skip
def test_a_source_has_the_name_that_it_stands_for(text: str, words: str, name: str) -> None:
    source = claim_with(text, words).source
    assert source is not None
    assert source.name == name


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        ("The bank said 40 farms closed.", "40 farms", "claimed"),
        ("The bank estimates that 40 farms closed.", "40 farms", "estimated"),
        ("The bank suspects that 40 farms closed.", "40 farms", "unconfirmed"),
        ("The bank confirmed that 40 farms closed.", "40 farms", "confirmed"),
        ("The bank believes 40 farms closed.", "40 farms", "opinion"),
        ("The bank plans to close 40 farms.", "40 farms", "planned"),
        ("Ann Lee will announce 40 new schools on Friday.", "40 new", "planned"),
        ("By one estimate, 40,000 acres were burned.", "40,000", "estimated"),
        ("Local media reported, citing unnamed sources, that 40 farms closed.", "40 farms", "unconfirmed"),
    ],
)
def test_the_cue_tells_how_sure_a_claim_is(text: str, words: str, status: str) -> None:
    assert claim_with(text, words).status == status


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        ("About 40 of the farms are expected to close.", "40", "estimated"),
        ("The firm allegedly closed 40 farms.", "40 farms", "unconfirmed"),
        ("It is worth noting that 40 farms closed.", "40 farms", "claimed"),
    ],
)
def test_what_nobody_is_named_for_has_a_status_and_no_source(text: str, words: str, status: str) -> None:
    claim = claim_with(text, words)
    assert (claim.source, claim.status) == (None, status)


def test_whom_a_source_relies_on_is_told() -> None:
    claim = claim_with("Local media reported on Monday, citing unnamed officials, that 40 farms closed.", "40 farms")
    assert [v.text for v in claim.via] == ["unnamed officials"]


def test_a_denial_far_away_contests_the_claim_that_it_is_about() -> None:
    text = (
        "The Norwegian ministry said Russia moved 300 Danish sailors to the port.\n\n"
        "The weather was fine all week. Ships lay still.\n\n"
        "Russia denies holding Danish sailors in the port."
    )
    contest = claim_with(text, "300").contested_by
    assert [(c.name, c.how, c.cue and c.cue.text) for c in contest] == [("Russia", "denied", "denies")]


def test_reports_that_are_not_confirmed_become_unconfirmed() -> None:
    text = (
        "Norwegian media reported that the firm closed 40 farms. The Danish Farm Agency did not confirm these reports."
    )
    claim = claim_with(text, "40 farms")
    assert claim.status == "unconfirmed"
    assert [c.how for c in claim.contested_by] == ["not_confirmed"]


def test_a_denial_of_something_else_contests_nothing() -> None:
    text = "The bank said 40 farms closed in Peru.\n\nLater that month Ann Lee denied stealing a car."
    assert claim_with(text, "40 farms").contested_by == ()


def test_what_somebody_thinks_inside_of_his_own_words_is_no_claim_beside_them() -> None:
    claims = found("“I think we lost 40 cows,” Ann Lee said.")
    assert [c.source and c.source.text for c in claims] == ["Ann Lee"]


def test_what_a_speaker_of_a_script_thinks_is_no_claim_beside_his_words() -> None:
    claims = found("MAYOR LEE: I think we lost 40 cows in the flood of last year.")
    assert [c.source and c.source.text for c in claims] == ["MAYOR LEE"]


def test_a_quoted_script_changes_its_speaker_with_each_name() -> None:
    lines = (
        '"BO: But did you lose many cows?',
        '"LEE: Well, it was a long night of rain.',
        '"Then we had lost 40 cows."',
    )
    text = "\n\n".join(lines)
    source = claim_with(text, "40 cows").source
    assert source is not None
    assert source.text == "LEE"


def test_a_quotation_goes_on_over_paragraphs() -> None:
    text = "“We lost cows.\n\n“We lost dogs too,” said Ann Lee."
    assert [text[s:e] for s, e in quotes.find(text)] == ["“We lost cows.", "“We lost dogs too,”"]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('"We lost cows.\n\n"We lost dogs," he said.', ['"We lost cows.', '"We lost dogs,"']),
        ('A 6" pipe broke.\n\nNobody came.', []),
        ("”We lost cows.” He left.", ["”We lost cows.”"]),
        ("“We lost cows.“ He left.", ["“We lost cows.“"]),
    ],
)
def test_a_mark_opens_or_closes_by_what_stands_around_it(text: str, quoted: list[str]) -> None:
    assert [text[s:e] for s, e in quotes.find(text)] == quoted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ud800 said he.",
        "“" * 500,
        '"' * 501,
        "said " * 300,
        "He said " * 200,
        "according to",
        "A: " * 50,
        "\x00",
        "said\n\nthat",
    ],
)
def test_any_text_is_read_to_its_end(text: str) -> None:
    found(text)
