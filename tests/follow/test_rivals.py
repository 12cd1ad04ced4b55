"""Whose number it is, which quantity, and whether it corrects or contradicts: as the words around it say."""

import msgspec
import pytest

from homes.followed_reports import flood, number
from newswire.follow.follower import Followed, Follower
from newswire.follow.report import Report
from newswire.follow.state.scratch import scratch

DEAD = {"unit": "person"}


def followed(*reports: Report) -> list[Followed]:
    with scratch() as state:
        follower = Follower(state)
        return [follower.add(r) for r in reports]


def said(value: int, source: str | None = "Relief Office", head: str | None = "people", **more: object) -> dict:
    return number(f"{value:,}", value, head, "die" if head else None, **({"source": source} if source else {}), **more)


def first(value: int = 41) -> Report:
    return flood("a", 0, f"The Relief Office said {value} people died.", said(value, **DEAD))


@pytest.mark.parametrize(
    ("text", "figures", "relation"),
    [
        pytest.param(
            "The Relief Office said 41 people died. The Hospital Trust gave a much higher figure. It had counted 90.",
            [said(41, **DEAD), said(90, None, None)],
            "conflicts",
            id="a higher figure: which quantity",
        ),
        pytest.param("By our own tally 90 people died.", [said(90, None, **DEAD)], "conflicts", id="an own tally"),
        pytest.param(
            "An official of the Hospital Trust has raised its estimate: 90 people died.",
            [said(90, "Hospital Trust", **DEAD)],
            "revises",
            id="an estimate is raised",
        ),
        pytest.param("Now 90 people died.", [said(90, None, **DEAD)], "revises", id="the writer, without such words"),
        pytest.param(
            "So far 90 people died, the Hospital Trust said, citing data of the Relief Office.",
            [said(90, "Hospital Trust", **DEAD)],
            "revises",
            id="who is cited is the source",
        ),
    ],
)
def test_words_tell_whether_a_number_contradicts_or_corrects(text: str, figures: list[dict], relation: str) -> None:
    found = followed(first(), flood("b", 1, text, *figures))
    assert found[1].mentions[-1].relation == relation
    assert found[1].mentions[-1].thread == found[0].mentions[0].thread


def test_not_four_but_three_is_one_quantity_whose_second_number_is_bare() -> None:
    text = "It was not 41 people, the figure of the first night, but 38, the Relief Office said, who died."
    found = followed(first(), flood("b", 1, text, said(41, **DEAD), said(38, head=None)))
    assert [m.relation for m in found[1].mentions] == ["repeat", "revises"]


def test_a_number_that_held_before_is_not_what_its_source_holds() -> None:
    text = "The Relief Office put the dead at 57 people, up from 41."
    figures = (number("57", 57, "people", "dead", source="Relief Office", **DEAD), said(41, head=None))
    last = flood("c", 2, "The Relief Office said 60 people died.", said(60, **DEAD))
    found = followed(first(), flood("b", 1, text, *figures), last)
    now, before = found[1].mentions
    assert (now.relation, before.former) == ("revises", True)
    assert (found[2].mentions[0].relation, found[2].mentions[0].of) == ("revises", now.key)


def test_what_is_usual_is_another_quantity_than_what_it_is_compared_with() -> None:
    text = "A share of 4 percent of those treated died, against 1 percent that is usual after floods."
    share = {"kind": "percent", "unit": "percent"}
    (found,) = followed(
        flood("a", 0, text, number("4 percent", 4, None, "die", **share), number("1 percent", 1, None, None, **share))
    )
    assert len({m.thread for m in found.mentions}) == 2
    text = text.replace("that is usual after floods", "on Monday")
    (found,) = followed(
        flood("a", 0, text, number("4 percent", 4, None, "die", **share), number("1 percent", 1, None, None, **share))
    )
    assert len({m.thread for m in found.mentions}) == 1


def test_five_of_nine_are_never_one_quantity() -> None:
    five, nine = number("five", 5, None, "vote"), number("nine", 9, "members", "vote", unit="person")
    text = "Only {} of the nine members of the council voted for the dam at Velmar."
    found = followed(
        flood("a", 0, text.format("six"), number("six", 6, None, "vote"), dict(nine)),
        flood("b", 1, text.format("five"), five, dict(nine)),
    )
    assert len({m.thread for m in found[0].mentions}) == 2
    assert len({m.thread for m in found[1].mentions}) == 2


def test_a_pronoun_that_speaks_is_who_the_sentence_before_names() -> None:
    text = 'Mira Solt, the mayor, contradicted that. "We have counted 90 people dead," she said, and Jon Brae wept.'
    figure = number("90", 90, "people", "dead", **DEAD)
    report = flood("b", 1, text, dict(figure, source="she"))
    claim = report.claims[0]
    wrong = type(claim.source)(text="she", start=claim.source.start, end=claim.source.end, name="Jon Brae")  # type: ignore[union-attr,misc]
    claims = (type(claim)(field="text", content=(), source=wrong),)
    report = Report(**{f: getattr(report, f) for f in report.__struct_fields__} | {"claims": claims})
    found = followed(first(), report)
    assert (found[1].mentions[0].source, found[1].mentions[0].relation) == ("Mira Solt", "conflicts")


def test_a_headline_names_who_speaks_before_its_colon() -> None:
    figure = number("60", 60, None, None, field="title")
    found = followed(first(), flood("b", 1, "Boats came.", figure, title="Hospital Trust: 60 dead in Velmar flood"))
    assert (found[1].mentions[0].source, found[1].mentions[0].relation) == ("Hospital Trust", "conflicts")


def test_a_source_that_takes_over_anothers_number_and_says_what_it_said_before_revises_that() -> None:
    other = flood("b", 1, "The Hospital Trust counted 60 people dead.",
                  number("60", 60, "people", "dead", source="Hospital Trust", **DEAD))  # fmt: skip
    text = "The office of Mira Solt said that 60 people had died along the river, up from the 41 that it gave."
    spoken = number("60", 60, "people", "die", source="Mira Solt", **DEAD)
    found = followed(
        first(), other, flood("c", 2, text, dict(spoken), said(41, None, None)), flood("d", 3, text, spoken)
    )
    assert (found[2].mentions[0].relation, found[2].mentions[0].of) == ("revises", found[0].mentions[0].key)
    assert found[3].mentions[0].relation == "repeat"


def test_nobody_says_what_is_only_denied_whoever_is_named_beside_it() -> None:
    """A denial without the claim that it denies: who denies is not the claimant, nor is whom it is said of."""
    text = "The Port Authority denied that the Hospital Trust had counted 90 people who died."
    one = flood("a", 0, text, said(90, "Port Authority", denied_by="Port Authority", **DEAD))
    (claim,) = one.claims
    denied = msgspec.structs.replace(one, claims=(msgspec.structs.replace(claim, source=None),))
    assert followed(one)[0].mentions[0].source == "Port Authority"
    assert followed(denied)[0].mentions[0].source is None
