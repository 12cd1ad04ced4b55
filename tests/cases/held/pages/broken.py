"""Character references that stand for nothing, control characters, one broken attribute or block of data."""
# ruff: noqa: E501

from cases.held.stories import (
    CLOCK,
    CLOCK_TITLE,
    DE,
    DE_TITLE,
    FR,
    FR_TITLE,
    MUSEUM,
    MUSEUM_TITLE,
    WOLF,
    WOLF_TITLE,
    ZH,
    ZH_TITLE,
)
from cases.rows import Page, article, ld, p

CASES = {
    "surrogates_and_controls": {
        "lone_low_reference_in_a_link": Page(
            article(
                MUSEUM_TITLE,
                p(*MUSEUM, 'See <a href="/a?x=&#xDC00;">the film &#56832; of the day</a> for more about it.'),
            ),
            title=MUSEUM_TITLE,
            alone=MUSEUM,
            has=("the film",),
        ),
        "escape_in_the_headline": Page(
            article(
                WOLF_TITLE,
                p(*WOLF),
                head=r'<script type="application/ld+json">{"@type":"NewsArticle","headline":"Shepherds \udc15 call","author":{"@type":"Person","name":"Owen Pritchard"}}</script>',
            ),
            authors=("Owen Pritchard",),
            alone=WOLF,
        ),
        "raw_newline_in_the_description": Page(
            article(
                CLOCK_TITLE,
                p(*CLOCK),
                head='<script type="application/ld+json">{"@type":"NewsArticle","headline":"'
                + CLOCK_TITLE
                + '","description":"The clock\nstrikes\r\n\tagain","datePublished":"2026-02-12T18:05:00Z"}</script>',
            ),
            title=CLOCK_TITLE,
            published="2026-02-12T18:05:00Z",
        ),
        "reference_out_of_range": Page(
            article(
                DE_TITLE,
                p(*DE, "Er sagte &#x110000; und lachte &#0; dabei, bis alle mitlachten &#xFFFF; im Raum."),
                lang="de",
            ),
            title=DE_TITLE,
            alone=DE,
            has=("und lachte",),
        ),
        "bytes_that_are_not_utf8": Page(
            article(FR_TITLE, p(*FR), lang="fr").encode().replace(b"deux cents", b"deux\xff\xfe cents"),
            title=FR_TITLE,
            alone=FR[1:],
        ),
        "windows_references": Page(
            article(MUSEUM_TITLE, p(*MUSEUM, "&#147;She runs like a watch,&#148; he said &#150; and smiled.")),
            alone=(*MUSEUM, "“She runs like a watch,” he said – and smiled."),
        ),
    },
    "one_part_broken": {
        "comment_without_end_in_the_data": Page(
            article(
                MUSEUM_TITLE,
                p(*MUSEUM),
                head='<script type="application/ld+json">/* <![CDATA[ */ {"@type":"NewsArticle","headline":"'
                + MUSEUM_TITLE
                + '","author":{"@type":"Person","name":"Greta Holloway"}, } /* ]]> */</script>',
                byline="<p class='byline'>By Greta Holloway</p>",
            ),
            title=MUSEUM_TITLE,
            authors=("Greta Holloway",),
            alone=MUSEUM,
        ),
        "author_of_an_odd_type": Page(
            article(
                WOLF_TITLE,
                p(*WOLF),
                head=ld(
                    headline=WOLF_TITLE,
                    author=[None, 7, {"name": None}, {"@type": "Person", "name": "Owen Pritchard"}],
                    datePublished={"x": 1},
                )
                + '<meta property="article:published_time" content="2026-02-12T18:05:00Z">',
            ),
            authors=("Owen Pritchard",),
            published="2026-02-12T18:05:00Z",
        ),
        "quote_in_a_meta": Page(
            article(
                CLOCK_TITLE,
                p(*CLOCK),
                head=f'<meta property="og:description" content="The "old" clock <b>strikes</b>" /><meta property="og:title" content="{CLOCK_TITLE}">',
            ),
            title=CLOCK_TITLE,
            alone=CLOCK,
        ),
        "unclosed_tags": Page(
            article(ZH_TITLE, f"<p>{ZH[0]}<p><b>{ZH[1]}</i><p><span>{ZH[2]}", lang="zh"), title=ZH_TITLE, alone=ZH
        ),
        "data_of_two_objects": Page(
            article(
                DE_TITLE,
                p(*DE),
                lang="de",
                head='<script type="application/ld+json">{"@type":"WebSite","name":"Küstenblatt"}{"@type":"NewsArticle"}</script>'
                + ld(
                    headline=DE_TITLE,
                    author={"@type": "Person", "name": "Ulrike Noack"},
                    datePublished="2026-02-12T18:05:00+01:00",
                ),
            ),
            authors=("Ulrike Noack",),
            published="2026-02-12T18:05:00+01:00",
        ),
        "dates_out_of_the_calendar": Page(
            article(
                FR_TITLE,
                p(*FR),
                lang="fr",
                head='<meta property="article:published_time" content="2026-13-45T99:00">',
                byline="<p class='date'>Publié le 12 février 2026</p>",
            ),
            published="2026-02-12",
            alone=FR,
        ),
    },
}
