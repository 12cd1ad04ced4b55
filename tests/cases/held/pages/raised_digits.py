"""Superscripts, subscripts, ordinals, the marks of footnotes."""
# ruff: noqa: E501

from cases.held.stories import (
    CLOCK,
    CLOCK_TITLE,
    DE,
    DE_TITLE,
    FR,
    FR_TITLE,
    IT,
    IT_TITLE,
    MUSEUM,
    MUSEUM_TITLE,
    WOLF,
    WOLF_TITLE,
)
from cases.rows import Page, article, p


def _one(title: str, story: tuple[str, ...], markup: str, read: str, lang: str = "en") -> Page:
    return Page(article(title, p(story[0], markup, *story[1:]), lang=lang), alone=(*story, read))


CASES = {
    "raised_and_lowered": {
        "methane_and_isotopes": _one(
            CLOCK_TITLE,
            CLOCK,
            "The sensor measures CH<sub>4</sub>, NO<sub>2</sub> and the isotope <sup>14</sup>C, which old wood still holds.",
            "The sensor measures CH₄, NO₂ and the isotope ¹⁴C, which old wood still holds.",
        ),
        "german_areas": _one(
            DE_TITLE,
            DE,
            "Die Werkstatt hat 380&nbsp;m<sup>2</sup>, das Lager fasst 90&nbsp;m<sup>3</sup> Holz auf 1,5&nbsp;km<sup>2</sup> Wald.",
            "Die Werkstatt hat 380 m², das Lager fasst 90 m³ Holz auf 1,5 km² Wald.",
            "de",
        ),
        "french_ordinals": _one(
            FR_TITLE,
            FR,
            "Au XIX<sup>e</sup> siècle, le 1<sup>er</sup> gardien recevait du blé ; le 12<sup>e</sup> fut payé en argent.",
            "Au XIXe siècle, le 1er gardien recevait du blé ; le 12e fut payé en argent.",
            "fr",
        ),
        "negative_and_long_powers": _one(
            MUSEUM_TITLE,
            MUSEUM,
            "The gauge shows steps of 10<sup>&minus;3</sup> bar, and the boiler held 2.5 × 10<sup>6</sup> joules at its test.",
            "The gauge shows steps of 10⁻³ bar, and the boiler held 2.5 × 10⁶ joules at its test.",
        ),
        "footnotes_in_brackets": Page(
            article(
                WOLF_TITLE,
                p(
                    WOLF[0],
                    'A pack needs about 200 square kilometres<sup class="footnote"><a href="#n3">3</a></sup>, and young wolves leave it after two years.<sup><a href="#n4">4</a></sup>',
                    *WOLF[1:],
                ),
            ),
            alone=WOLF,
            has=("A pack needs about 200 square kilometres", "and young wolves leave it after two years."),
            lacks=("kilometres3", "years.4"),
        ),
        "already_in_unicode": _one(
            IT_TITLE,
            IT,
            "La fucina misura 120 m² e l’aria contiene meno CO₂ di prima, cioè 10⁻⁴ in meno.",
            "La fucina misura 120 m² e l’aria contiene meno CO₂ di prima, cioè 10⁻⁴ in meno.",
            "it",
        ),
    }
}
