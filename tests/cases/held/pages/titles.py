"""Titles: the section as h1, kickers, dashes, colons, spaces that do not break."""
# ruff: noqa: E501

from cases.held.stories import (
    CLOCK,
    DE,
    DE_TITLE,
    FR,
    FR_TITLE,
    IT,
    IT_TITLE,
    JA,
    JA_TITLE,
    MUSEUM,
    MUSEUM_TITLE,
    UK,
    UK_TITLE,
    WOLF,
    WOLF_TITLE,
)
from cases.rows import Page, article, ld, p

CASES = {
    "section_as_h1": {
        "section_is_a_link": Page(
            f"<html lang='it'><head><title>{IT_TITLE} | Cronaca | La Valle</title></head><body><h1><a href='/cronaca'>Cronaca</a></h1><article><h2>{IT_TITLE}</h2>{p(*IT)}</article></body></html>",
            title=IT_TITLE,
            alone=IT,
        ),
        "headline_in_h3": Page(
            article(
                WOLF_TITLE,
                f"<h3 class='title'>{WOLF_TITLE}</h3>{p(*WOLF)}",
                h1="Farming",
                html_title="Harbour Post - Farming",
                head=f'<meta name="twitter:title" content="{WOLF_TITLE}">',
            ),
            title=WOLF_TITLE,
            alone=WOLF,
        ),
        "japanese_site_as_h1": Page(
            article(JA_TITLE, f"<h2>{JA_TITLE}</h2>{p(*JA)}", lang="ja", site="北浜新聞", h1="北浜新聞"),
            title=JA_TITLE,
            alone=JA,
        ),
        "hidden_h1_of_the_site": Page(
            article(MUSEUM_TITLE, p(*MUSEUM)).replace(
                "<main>", '<h1 class="visually-hidden">Harbour Post – news from the coast</h1><main>'
            ),
            title=MUSEUM_TITLE,
            alone=MUSEUM,
        ),
        "data_only_has_it": Page(
            f"<html lang='de'><head><title>Wirtschaft | Küstenblatt</title>{ld(headline=DE_TITLE)}</head><body><h1>Wirtschaft</h1><div class='hd'>{DE_TITLE}</div><div>{p(*DE)}</div></body></html>",
            title=DE_TITLE,
            alone=DE,
        ),
    },
    "kickers_dashes_colons": {
        "question_and_colon": Page(
            article("Who winds the clock? Three answers: one for each century", p(*CLOCK)),
            title="Who winds the clock? Three answers: one for each century",
        ),
        "bar_within_it": Page(
            article(
                "Steam | rail | river: a day out in three acts",
                p(*MUSEUM),
                html_title="Steam | rail | river: a day out in three acts | Harbour Post",
            ),
            title="Steam | rail | river: a day out in three acts",
        ),
        "kicker_in_a_small_element": Page(
            article(UK_TITLE, p(*UK), lang="uk", h1=f"<small>Культура</small>{UK_TITLE}", head=ld(headline=UK_TITLE)),
            title=UK_TITLE,
        ),
        "kicker_in_a_line_of_its_own": Page(
            article(
                DE_TITLE,
                p(*DE),
                lang="de",
                h1=f'<span class="topline">Handwerk</span><br><span class="hl">{DE_TITLE}</span>',
                head=f'<meta property="og:title" content="{DE_TITLE}">',
            ),
            title=DE_TITLE,
        ),
        "french_with_narrow_spaces": Page(
            article("Phare\u202f: «\u202fIl faut aimer le vent\u202f»", p(*FR), lang="fr"),
            title="Phare : « Il faut aimer le vent »",
        ),
        "soft_hyphens_in_long_words": Page(
            article("Dampf\u00adlokomotiven\u00adtreffen im Eisen\u00adbahn\u00admuseum", p(*DE), lang="de"),
            title="Dampflokomotiventreffen im Eisenbahnmuseum",
        ),
        "site_with_a_dash_in_its_name": Page(
            article(FR_TITLE, p(*FR), lang="fr", site="Ouest-Littoral", html_title=f"{FR_TITLE} - Ouest-Littoral"),
            title=FR_TITLE,
        ),
        "opinion_with_a_bar": Page(
            article(
                "Opinion | Let the wolves and the shepherds both live",
                p(*WOLF),
                html_title="Opinion | Let the wolves and the shepherds both live - Harbour Post",
            ),
            title=(
                "Opinion | Let the wolves and the shepherds both live",
                "Let the wolves and the shepherds both live",
            ),
        ),
    },
}
