"""The place of what happened to a figure."""

import pytest

from tagging import tagged

TUNE: list[tuple[str, list[str | None]]] = [
    ("The blast killed 41 people in Kabul.", ["Kabul"]),
    ("In Peru, a landslide buried 14 houses.", ["Peru"]),
    ("Cuba saw 750 road deaths.", ["Cuba"]),
    ("A bus crash near Lima injured 30 people.", ["Lima"]),
    ("Officials said in Kabul that 40 people had died.", [None]),
    ("Ann Lee, 34, lives in Berlin.", [None]),
    ("The firm moved 200 workers from Paris to Lyon.", [None]),
    ("A magnitude 6.1 quake struck in Nepal.", ["Nepal"]),
    ("Lee won 25 of Nevada's delegates.", ["Nevada"]),
    ("Some 40 residents of Kabul were hurt.", ["Kabul"]),
    ("Officials in Norway announced that 337 users were arrested.", [None]),
    ("There were 80 deaths in China and 37 in other countries.", ["China", None]),
    ("Ann Lee served as president of Peru for twelve years.", ["Peru"]),
    ("The parliament of Fiji voted 40 to 3 for it.", ["Fiji"]),
    ("He won in Iowa, where he took 39 towns.", ["Iowa"]),
    ("The bus crashed between Lima and Cusco, killing seven people.", ["Lima"]),
    ("Some 400 homes burned in Lima on Monday. Another 30 shops were damaged.", ["Lima", "Lima"]),
    ("A mine exploded in Peru on Monday.\n\nAt least seven people have died.", ["Peru"]),
    ("A boat sank 90 miles off Cuba.", [None]),
    ("A bus crashed in Peru on Monday. The driver fled. At least seven people died.", ["Peru"]),
]
HELD: list[tuple[str, list[str | None]]] = [
    ("Gunmen shot dead nine farmers in Kaduna.", ["Kaduna"]),
    ("Fire destroyed 60 homes across California.", ["California"]),
    ("At a market in Baghdad, a bomb wounded 12 shoppers.", ["Baghdad"]),
    ("The minister told reporters in Geneva that 300 migrants had been rescued.", [None]),
]


@pytest.mark.parametrize(("text", "wanted"), [*TUNE, *HELD])
def test_a_figure_says_where_it_happened(text: str, wanted: list[str | None]) -> None:
    found = tagged(text).figures

    assert [f.where.name if f.where else None for f in found] == wanted
    assert all(text[f.where.start : f.where.end] == f.where.text for f in found if f.where)
