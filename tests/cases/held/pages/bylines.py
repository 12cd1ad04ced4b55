"""Who wrote it: names and times in one line, agencies in the data, authors of the stories beside it."""
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
    JA,
    JA_TITLE,
    MUSEUM,
    MUSEUM_TITLE,
    TH,
    TH_TITLE,
    UK,
    UK_TITLE,
    WOLF,
    WOLF_TITLE,
    ZH,
    ZH_TITLE,
)
from cases.rows import Page, article, ld, p

CASES = {
    "name_and_time_in_one_line": {
        "italian": Page(
            article(
                IT_TITLE,
                p(*IT),
                lang="it",
                byline="<div class='firma-data'>di Marta Colombo - 12 febbraio 2026 ore 18:05</div>",
            ),
            authors=("Marta Colombo",),
            published="2026-02-12 18:05",
            alone=IT,
            lacks=("Colombo",),
        ),
        "english_with_place": Page(
            article(
                WOLF_TITLE,
                p(*WOLF),
                byline='<p class="credit">Posted by Owen Pritchard on Feb. 12, 2026 at 6:05 p.m. EST</p>',
            ),
            authors=("Owen Pritchard",),
            published="2026-02-12T18:05:00-05:00",
            alone=WOLF,
            lacks=("Pritchard",),
        ),
        "german_slashes": Page(
            article(
                DE_TITLE,
                p(*DE),
                lang="de",
                byline="<p class='article-meta'>12.02.2026 / 18:05 Uhr / Von Ulrike Noack</p>",
            ),
            authors=("Ulrike Noack",),
            published="2026-02-12 18:05",
            alone=DE,
            lacks=("Noack",),
        ),
        "chinese_source_and_time": Page(
            article(
                ZH_TITLE,
                p(*ZH),
                lang="zh",
                byline="<div class='info'>2026-02-12 18:05 来源：山城日报 记者：周晓兰</div>",
            ),
            authors=("周晓兰",),
            published="2026-02-12 18:05",
            alone=ZH,
            lacks=("周晓兰", "山城日报"),
        ),
        "ukrainian": Page(
            article(
                UK_TITLE,
                p(*UK),
                lang="uk",
                byline="<div class='post-info'>12 лютого 2026, 18:05 | Автор: Ірина Бойко</div>",
            ),
            authors=("Ірина Бойко",),
            published="2026-02-12 18:05",
            alone=UK,
            lacks=("Бойко",),
        ),
        "thai": Page(
            article(
                TH_TITLE, p(*TH), lang="th", byline="<div class='meta'>12 กุมภาพันธ์ 2569 | 18:05 น. | โดย มาลี ศรีสุข</div>"
            ),
            authors=("มาลี ศรีสุข",),
            published="2026-02-12 18:05",
            alone=TH,
            lacks=("มาลี",),
        ),
        "french_upper_case": Page(
            article(
                FR_TITLE,
                p(*FR),
                lang="fr",
                byline="<div class='article__signature'>PAR SOLÈNE GUÉGUEN, LE 12/02/2026 À 18:05</div>",
            ),
            published="2026-02-12 18:05",
            alone=FR,
            lacks=("SOLÈNE",),
        ),
    },
    "agency_in_the_data": {
        "ap_and_a_person": Page(
            article(
                WOLF_TITLE,
                p(*WOLF),
                head=ld(headline=WOLF_TITLE, author=[{"@type": "Organization", "name": "The Associated Press"}]),
                byline='<div class="Page-authors">By <span>Nadia Ferris</span></div>',
            ),
            authors=("Nadia Ferris",),
        ),
        "site_as_person_in_a_graph": Page(
            article(
                MUSEUM_TITLE,
                p(*MUSEUM),
                head='<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headline":"'
                + MUSEUM_TITLE
                + '","author":{"@id":"#p"}},{"@type":"Person","@id":"#p","name":"harbourpost"},{"@type":"Organization","name":"Harbour Post"}]}</script>',
                byline="<p class='byline'>Words: <a href='/team/greta'>Greta Holloway</a></p>",
            ),
            authors=("Greta Holloway",),
        ),
        "afp_in_french": Page(
            article(
                FR_TITLE,
                p(*FR),
                lang="fr",
                head=ld(headline=FR_TITLE, author={"@type": "Organization", "name": "AFP"}),
                byline="<div class='auteur'>Par Solène Guéguen</div>",
            ),
            authors=("Solène Guéguen",),
            lacks=("Guéguen",),
        ),
        "ansa_in_meta": Page(
            article(
                IT_TITLE,
                p(*IT),
                lang="it",
                head='<meta name="author" content="Redazione ANSA">',
                byline="<span class='author'>di Marta Colombo</span>",
            ),
            authors=("Marta Colombo",),
        ),
        "site_in_japanese": Page(
            article(
                JA_TITLE,
                p(*JA),
                lang="ja",
                site="北浜新聞",
                head=ld(headline=JA_TITLE, author={"@type": "Organization", "name": "北浜新聞社"}),
                byline="<p class='author'>記者・田中美咲</p>",
            ),
            authors=("田中美咲",),
        ),
    },
    "authors_of_other_stories": {
        "rail_before_the_story": Page(
            article(MUSEUM_TITLE, p(*MUSEUM), byline="<p class='byline'>By Greta Holloway</p>").replace(
                "<main>",
                '<div class="rail"><div class="item"><a href="/x">Canal freezes over</a><span class="author">By Leo Marsh</span></div><div class="item"><a href="/y">Mill sold to a brewer</a><span class="author">By Ida Croft</span></div></div><main>',
            ),
            authors=("Greta Holloway",),
            alone=MUSEUM,
            lacks=("Leo Marsh", "Canal freezes"),
        ),
        "columnists_below": Page(
            article(
                CLOCK_TITLE,
                p(*CLOCK),
                after="<section><h3>Opinion</h3><ul><li><a href='/o/1'>Let the bells ring</a> <em class='author'>Leo Marsh</em></li><li><a href='/o/2'>Sleep is sacred</a> <em class='author'>Ida Croft</em></li></ul></section>",
            ),
            authors=(),
            alone=CLOCK,
            lacks=("Leo Marsh", "Let the bells"),
        ),
        "list_in_the_data": Page(
            article(
                WOLF_TITLE,
                p(*WOLF),
                head=ld(headline=WOLF_TITLE, author={"@type": "Person", "name": "Owen Pritchard"})
                + '<script type="application/ld+json">{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"Mill sold","author":{"@type":"Person","name":"Ida Croft"}}]}</script>',
            ),
            authors=("Owen Pritchard",),
        ),
        "german_read_on": Page(
            article(
                DE_TITLE,
                f"{p(*DE)}<div class='weiterlesen'><strong>Mehr:</strong> <a href='/k'>Kahnfahrt im Winter</a> (von Jens Kossick)</div>",
                lang="de",
                byline="<p class='autor'>Von Ulrike Noack</p>",
            ),
            authors=("Ulrike Noack",),
            alone=DE,
            lacks=("Kossick",),
        ),
        "comments_below": Page(
            article(
                IT_TITLE,
                p(*IT),
                lang="it",
                byline="<p class='autore'>di Marta Colombo</p>",
                after="<section id='commenti'><h3>2 commenti</h3><article class='comment'><span class='author'>Gino B.</span><p>Mio nonno lavorava lì, che emozione rivedere il fuoco acceso.</p></article></section>",
            ),
            authors=("Marta Colombo",),
            alone=IT,
            lacks=("Gino", "Mio nonno"),
        ),
    },
}
