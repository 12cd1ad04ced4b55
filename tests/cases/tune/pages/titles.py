"""Titles: the section as h1, kickers, dashes, colons, spaces that do not break."""
# ruff: noqa: E501

from cases.rows import Page, article, ld, p
from cases.tune.stories import (
    BRIDGE,
    BRIDGE_TITLE,
    DE,
    DE_TITLE,
    ES,
    ES_TITLE,
    FERRY,
    FERRY_TITLE,
    FR,
    HARVEST,
    HARVEST_TITLE,
    SCHOOL,
    SCHOOL_TITLE,
)

CASES = {
    "section_as_h1": {
        "headline_in_h2": Page(
            article(
                FERRY_TITLE,
                f'<h2 class="entry-title">{FERRY_TITLE}</h2>{p(*FERRY)}',
                h1="Islands",
                html_title=f"{FERRY_TITLE} - Islands - Harbour Post",
            ),
            title=FERRY_TITLE,
            alone=FERRY,
            lacks=(FERRY_TITLE,),
        ),
        "headline_in_open_graph": Page(
            article(
                SCHOOL_TITLE,
                f"<h2>{SCHOOL_TITLE}</h2>{p(*SCHOOL)}",
                h1="Education",
                html_title="Harbour Post",
                head=f'<meta property="og:title" content="{SCHOOL_TITLE}"><meta property="og:site_name" content="Harbour Post">',
            ),
            title=SCHOOL_TITLE,
            alone=SCHOOL,
        ),
        "site_as_h1": Page(
            f"""<html lang="de"><head><title>{DE_TITLE} – Küstenblatt</title></head><body><header><h1><a href="/">Küstenblatt</a></h1></header><article><h2>{DE_TITLE}</h2>{p(*DE)}</article></body></html>""",
            title=DE_TITLE,
            alone=DE,
        ),
        "two_h1_section_first": Page(
            f"""<html lang="es"><head><title>Economía local | El Faro</title>{ld(headline=ES_TITLE)}</head><body><h1 class="seccion">Economía local</h1><main><h1>{ES_TITLE}</h1>{p(*ES)}</main></body></html>""",
            title=ES_TITLE,
            alone=ES,
        ),
        "site_first_in_title": Page(
            article(BRIDGE_TITLE, p(*BRIDGE), html_title=f"Harbour Post: {BRIDGE_TITLE}"),
            title=BRIDGE_TITLE,
            alone=BRIDGE,
        ),
    },
    "kickers_dashes_colons": {
        "colon_is_part_of_it": Page(
            article("Apples and frost: what growers can do in one cold night", p(*HARVEST)),
            title="Apples and frost: what growers can do in one cold night",
        ),
        "dash_is_part_of_it": Page(
            article(
                "A bridge, a river – and forty years of waiting",
                p(*BRIDGE),
                html_title="A bridge, a river – and forty years of waiting – Harbour Post",
            ),
            title="A bridge, a river – and forty years of waiting",
        ),
        "kicker_glued_on": Page(
            article(
                FERRY_TITLE,
                p(*FERRY),
                h1=f'<span class="kicker">Sea traffic</span><span class="headline">{FERRY_TITLE}</span>',
                head=f'<meta property="og:title" content="{FERRY_TITLE}">',
            ),
            title=FERRY_TITLE,
        ),
        "german_kicker_with_colon": Page(
            article(
                f"Stadtbad: {DE_TITLE}",
                p(*DE),
                lang="de",
                site="Küstenblatt",
                h1=f'<span class="dachzeile">Stadtbad:</span> <span>{DE_TITLE}</span>',
            ),
            title=(DE_TITLE, f"Stadtbad: {DE_TITLE}"),
        ),
        "no_break_space_and_soft_hyphen": Page(
            article("La bibliothèque rouvre\u00a0: «\u00a0un bon\u00adheur\u00a0»", p(*FR), lang="fr"),
            title=("La bibliothèque rouvre : « un bonheur »", "La bibliothèque rouvre\u00a0: «\u00a0un bonheur\u00a0»"),
        ),
        "soft_hyphens_as_references": Page(
            article(
                "Hafen&shy;rundfahrt f&uuml;r die Schul&#173;kinder von Skarvay",
                p(*DE),
                lang="de",
                html_title="Hafenrundfahrt für die Schulkinder von Skarvay | Küstenblatt",
            ),
            title="Hafenrundfahrt für die Schulkinder von Skarvay",
        ),
        "long_dash_before_the_site_only": Page(
            f"<html lang='en'><head><title>{HARVEST_TITLE} — Valley News — Farming</title><meta property='og:site_name' content='Valley News'></head><body><div class='t'>{HARVEST_TITLE}</div>{p(*HARVEST)}</body></html>",
            title=HARVEST_TITLE,
            alone=HARVEST,
        ),
    },
}
