"""The word that says what happened to the thing counted, or which quantity a figure is."""

import pytest

from tagging import tagged

#: sentences that the rules were made with, and the lemma for each figure; None where nothing says it
TUNE: list[tuple[str, list[str | None]]] = [
    ("The blast killed at least 41 people and wounded 30.", ["kill", "wound"]),
    ("Rescuers said 22 people were still missing.", ["miss"]),
    ("The storm left 19 sailors dead.", ["dead"]),
    ("The firm posted revenue of $3 billion.", ["revenue"]),
    ("Profit rose 4 percent to $21 million.", ["profit", "profit"]),
    ("A magnitude 6.8 quake hit the island.", ["magnitude"]),
    ("The army deployed 12,000 troops to the border.", ["deploy"]),
    ("There were 190 people on board.", ["aboard"]),
    ("The bank cut its rate by half a percentage point.", ["rate"]),
    ("She was given a six-year sentence.", ["sentence"]),
    ("The blaze is 60 percent contained.", ["contain"]),
    ("The camp lies 90 miles (145 km) south of the capital.", ["distance", "distance"]),
    ("Some 26 percent of voters support the plan.", ["support"]),
    ("The town has a population of 3,000.", ["population"]),
    ("Ann Lee, 34, was there.", [None]),
    ("The average mortgage rate climbed to 7.2 percent.", ["mortgage rate"]),
    ("Rovers beat City 3-1 at home.", ["beat"]),
    ("He pays a $400 fine.", ["fine"]),
    ("The council approved a 20 percent pay rise.", ["pay rise"]),
    ("Police made 46 arrests.", ["arrest"]),
    ("Jones added 12 points and five assists.", ["score", "have"]),
    ("Nine in ten farmers said they feared a drought.", ["fear"]),
    ("The estate is worth $40 million.", ["worth"]),
    ("A coin is worth about $8,000 or €7,000.", ["worth", "worth"]),
    ("The court set bail at $100,000.", ["bail"]),
    ("The storm did $90 million in damage.", ["damage"]),
    ("The world record stands at 46.78 seconds.", ["record"]),
    ("Lee was among eleven migrants who drowned.", ["drown"]),
    ("Some 40 people are in custody.", ["custody"]),
    ("Millions were to storm the base.", ["storm"]),
    ("The site held 4,000 clips containing music.", ["hold"]),
    ("The population of the state is put at 40,000.", ["population"]),
    ("It is the second-largest airport.", ["large"]),
    ("Of the women, 67 percent came out against it.", ["come"]),
    ("The king cut two years off the term.", ["cut"]),
    ("The chain will close 150 shops over three years.", ["close", "close"]),
    ("Gold was near a two-month high.", ["high"]),
    ("Lee led the Cougars, finishing with 24 points.", ["score"]),
    ("The Panthers (14-16) won.", ["record"]),
    ("She is mayor of a city of almost 110,000.", ["population"]),
    ("It infected 4,200 and killed at least 62, including 54 small children.", ["infect", "kill", "kill"]),
    ("Casualties increased to 167.", ["casualty"]),
    ("Turnover reached €310m and operating profit €22m.", ["turnover", "profit"]),
    ("In the poll, 63 percent said they would vote for Lee.", ["vote"]),
]

#: written before the rules were tried on them
HELD: list[tuple[str, list[str | None]]] = [
    ("A landslide buried 14 houses in the valley.", ["bury"]),
    ("At least seven hikers drowned.", ["drown"]),
    ("The ferry carried 310 passengers.", ["carry"]),
    ("The ministry evacuated 5,000 villagers.", ["evacuate"]),
    ("Turnout was 61 percent.", ["turnout"]),
    ("Exports fell 9 percent.", ["export"]),
    ("The firm will open 30 shops.", ["open"]),
    ("Around 40 cars were stolen.", ["steal"]),
    ("Inflation slowed to 2.9 percent.", ["inflation"]),
    ("They sold the house for $900,000.", ["sell"]),
    ("The regulator imposed a fine of 12 million euros.", ["fine"]),
    ("A 5.4-magnitude tremor shook the coast.", ["magnitude"]),
    ("Eleven workers are still trapped.", ["trap"]),
    ("Winds reached 120 miles per hour.", ["wind"]),
]


@pytest.mark.parametrize(("text", "wanted"), [*TUNE, *HELD])
def test_a_figure_says_what_happened_or_which_quantity_it_is(text: str, wanted: list[str | None]) -> None:
    found = tagged(text).figures

    assert [f.what.lemma if f.what else None for f in found] == wanted
    assert all(text[f.what.start : f.what.end] == f.what.text for f in found if f.what)


def test_a_town_of_so_many_things_has_no_population() -> None:
    [figure] = tagged("He grew up in a city of 40 mosques.").figures

    assert figure.what is None or figure.what.lemma != "population"
