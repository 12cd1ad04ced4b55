"""Character references that stand for nothing, control characters, one broken attribute or block of data."""
# ruff: noqa: E501

from cases.rows import Page, article, ld, p
from cases.tune.stories import (
    BRIDGE,
    BRIDGE_TITLE,
    DE,
    DE_TITLE,
    FERRY,
    FERRY_TITLE,
    HARVEST,
    HARVEST_TITLE,
    SCHOOL,
    SCHOOL_TITLE,
)

CASES = {
    "surrogates_and_controls": {
        "pair_of_references": Page(
            article(FERRY_TITLE, p(*FERRY, "The captain waved &#xD83D;&#xDE00; from the bridge of the ship.")),
            title=FERRY_TITLE,
            alone=FERRY,
            has=("The captain waved",),
        ),
        "one_reference_in_the_title": Page(
            article(
                f"{SCHOOL_TITLE} &#55357;", p(*SCHOOL), head=f'<meta property="og:title" content="{SCHOOL_TITLE}">'
            ),
            alone=SCHOOL,
        ),
        "lone_escape_in_the_data": Page(
            article(
                HARVEST_TITLE,
                p(*HARVEST),
                head=r'<script type="application/ld+json">{"@type":"NewsArticle","headline":"'
                + HARVEST_TITLE
                + r'","description":"frost \ud83d","author":{"@type":"Person","name":"Fiona Clyne"},"datePublished":"2026-03-04T09:30:00Z"}</script>',
            ),
            title=HARVEST_TITLE,
            authors=("Fiona Clyne",),
            published="2026-03-04T09:30:00Z",
            alone=HARVEST,
        ),
        "controls_in_html": Page(
            article(BRIDGE_TITLE, p(BRIDGE[0].replace("cross", "cr\x03oss"), BRIDGE[1], f"\x0b{BRIDGE[2]}\x1f")),
            title=BRIDGE_TITLE,
            alone=(BRIDGE[1],),
            has=(BRIDGE[2],),
        ),
        "controls_in_the_data": Page(
            article(
                DE_TITLE,
                p(*DE),
                lang="de",
                head='<script type="application/ld+json">{"@type":"NewsArticle","headline":"'
                + DE_TITLE
                + '","articleSection":"Stadt\x01und\x02Land\tHafen\n","author":{"@type":"Person","name":"Jörg Ahrens"},"datePublished":"2026-03-04T09:30:00+01:00"}</script>',
            ),
            title=DE_TITLE,
            authors=("Jörg Ahrens",),
            published="2026-03-04T08:30:00Z",
            alone=DE,
        ),
        "null_bytes": Page(
            article(FERRY_TITLE, p(FERRY[0], f"\x00{FERRY[1]}", *FERRY[2:])), title=FERRY_TITLE, has=FERRY
        ),
    },
    "one_part_broken": {
        "attribute_without_end_quote": Page(
            article(FERRY_TITLE, f'<p class="lead>{FERRY[0]}</p><p class="x">{FERRY[1]}</p>{p(*FERRY[2:])}'),
            title=FERRY_TITLE,
            alone=FERRY[2:],
        ),
        "one_of_two_blocks_of_data": Page(
            article(
                SCHOOL_TITLE,
                p(*SCHOOL),
                head='<script type="application/ld+json">{"@type":"BreadcrumbList","itemListElement":[{"name":"News",}</script>'
                + ld(
                    headline=SCHOOL_TITLE,
                    author={"@type": "Person", "name": "Alan Petrie"},
                    datePublished="2026-03-04T09:30:00Z",
                ),
            ),
            title=SCHOOL_TITLE,
            authors=("Alan Petrie",),
            published="2026-03-04T09:30:00Z",
        ),
        "data_cut_off": Page(
            article(
                HARVEST_TITLE,
                p(*HARVEST),
                head='<script type="application/ld+json">{"@type":"NewsArticle","headline":"'
                + HARVEST_TITLE
                + '","author":{"@type":"Person","na</script><meta property="article:published_time" content="2026-03-04T09:30:00Z">',
                byline='<p class="byline">By Fiona Clyne</p>',
            ),
            title=HARVEST_TITLE,
            authors=("Fiona Clyne",),
            published="2026-03-04T09:30:00Z",
            alone=HARVEST,
        ),
        "datetime_of_no_day": Page(
            article(BRIDGE_TITLE, p(*BRIDGE), byline='<time datetime="0000-00-00T00:00:00">5 March 2026</time>'),
            published="2026-03-05",
            alone=BRIDGE,
        ),
        "lang_and_charset_wrong": Page(
            article(DE_TITLE, p(*DE), lang="xx_$$").replace('charset="utf-8"', 'charset="utf-99"'),
            title=DE_TITLE,
            alone=DE,
            language="de",
            content_type="text/html",
        ),
        "odd_href_in_the_text": Page(
            article(
                DE_TITLE,
                f'{p(DE[0])}<p>Der Rat hat den <a href="http://[::1">Beschluss im Netz</a> und eine <a href="//:99999999/">zweite Fassung</a> vorgelegt, sagte eine Sprecherin.</p>{p(*DE[1:])}',
                lang="de",
            ),
            alone=(*DE, "Der Rat hat den Beschluss im Netz und eine zweite Fassung vorgelegt, sagte eine Sprecherin."),
        ),
    },
}
