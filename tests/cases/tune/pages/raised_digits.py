"""Superscripts, subscripts, ordinals, the marks of footnotes."""
# ruff: noqa: E501

from cases.rows import Page, article, p
from cases.tune.stories import BRIDGE, BRIDGE_TITLE, FERRY, FR, FR_TITLE, HARVEST, HARVEST_TITLE, SCHOOL, SCHOOL_TITLE

CASES = {
    "raised_and_lowered": {
        "powers_of_ten": Page(
            article(
                "Machine counts more collisions than ever",
                p(
                    "The machine recorded 10<sup>15</sup> collisions in a year, and each took less than 10<sup>-9</sup> seconds, the laboratory said on Friday.",
                    *FERRY[2:],
                ),
            ),
            alone=(
                "The machine recorded 10¹⁵ collisions in a year, and each took less than 10⁻⁹ seconds, the laboratory said on Friday.",
            ),
        ),
        "formulas": Page(
            article(
                HARVEST_TITLE,
                p(
                    HARVEST[0],
                    "The stores are filled with CO<sub>2</sub> and N<sub>2</sub>, so that the apples keep until June; a little H<sub>2</sub>O is sprayed on every second day.",
                    *HARVEST[1:],
                ),
            ),
            alone=(
                "The stores are filled with CO₂ and N₂, so that the apples keep until June; a little H₂O is sprayed on every second day.",
            ),
        ),
        "square_metres_in_french": Page(
            article(
                FR_TITLE,
                p(
                    FR[0],
                    "La nouvelle salle mesure 450 m<sup>2</sup> et peut contenir 1&nbsp;200 m<sup>3</sup> d'air chauffé par la mer.",
                    *FR[1:],
                ),
                lang="fr",
            ),
            has=("La nouvelle salle mesure 450 m² et peut contenir 1 200 m³ d'air chauffé par la mer.",),
        ),
        "ordinals": Page(
            article(
                SCHOOL_TITLE,
                p(
                    SCHOOL[0],
                    "It was the 1<sup>st</sup> vote since the 19<sup>th</sup> of May, and the 42<sup>nd</sup> in the life of the council.",
                    *SCHOOL[1:],
                ),
            ),
            alone=("It was the 1st vote since the 19th of May, and the 42nd in the life of the council.",),
        ),
        "marks_of_footnotes": Page(
            article(
                BRIDGE_TITLE,
                p(
                    BRIDGE[0],
                    'The survey of the iron took six weeks<sup><a href="#fn1" id="ref1">1</a></sup> and found no crack in the piers.<sup><a href="#fn2">2</a></sup>',
                    *BRIDGE[1:],
                ),
            ),
            alone=BRIDGE,
            has=("The survey of the iron took six weeks", "and found no crack in the piers."),
            lacks=("weeks1", "piers.2"),
        ),
        "in_the_title": Page(
            article("Port cuts CO<sub>2</sub> by half", p(*FERRY), html_title="Port cuts CO2 by half"),
            title=("Port cuts CO₂ by half", "Port cuts CO2 by half"),
            alone=FERRY,
        ),
    }
}
