"""Numbers that are not figures: parts of names, dates, clock times, labels and idioms."""

import pytest

from newswire.enrich.figures.tagger import FigureTagger
from newswire.stream.messages import Entity
from tagging import document, tagged

NO_FIGURES = [
    "The war began in 2019.",
    "It was signed on October 8 and ratified on 13 November 2021.",
    "Between October 8 and 13 the ships were at sea.",
    "The talks start at 9.30 a.m. and resume at 16:45.",
    "They met at three o'clock.",
    "Call (555) 010-4477 or +44 20 7946 0018.",
    "It was due at 9.45 last night and fell at 542 UTC.",
    "The 14th Amendment and the 6th Congressional District stay.",
    "They gave first aid to the first responders.",
    "Rain may come in the next day or two.",
    "The girls won the Under-8 title.",
    "It needs (1) a vote and (2) an order.",
    "The KN-23 missile was shown.",
    "Route 66 was closed and so was Highway 101.",
    "A Boeing 737 landed safely.",
    "See Section 3 and Article 5 of the treaty.",
    "No one was hurt, and the one who fell got up.",
    "One another is all they have.",
    "More is at https://news.example/2024/10/18?id=4477 today.",
    "The shop is at 22 Baker Street.",
    "Covid-19 and the S&P 500 were in the news.",
    "Men with high scores did well.",
    "The film looks fine on a 4K TV.",
    "The 737 MAX fleet is grounded.",
    "The router has the address 10.0.1.40 now.",
    "She lives at 410 Elm Tree Road with him.",
    "The 1990s were better than the '60s.",
]


@pytest.mark.parametrize("text", NO_FIGURES)
def test_what_is_no_figure_is_left_out(text: str) -> None:
    assert tagged(text).figures == []


def test_a_number_in_a_name_or_date_of_the_taggers_before_is_not_a_figure() -> None:
    text = "The Falcon 90 flew again 40 days on."
    made = document(text)
    made.entities.append(Entity(field="text", text="Falcon 90", start=4, end=13, type="WEAPON", name="Falcon 90"))

    assert [f.text for f in FigureTagger()([made])[0].figures] == ["40 days"]
