"""Who wrote it: names and times in one line, agencies in the data, authors of the stories beside it."""
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
    FR_TITLE,
    HARVEST,
    HARVEST_TITLE,
    JA,
    JA_TITLE,
    RU,
    RU_TITLE,
    SCHOOL,
    SCHOOL_TITLE,
)

_TEASER = '<section class="related"><h2>More from the coast</h2>{}</section>'


def _card(title: str, author: str) -> str:
    return f'<div class="card"><h3><a href="/news/{len(title)}">{title}</a></h3><span class="author">By {author}</span><time datetime="2026-02-01">1 February 2026</time></div>'


CASES = {
    "name_and_time_in_one_line": {
        "english": Page(
            article(FERRY_TITLE, p(*FERRY), byline='<p class="byline">By Moira Sinclair, 4 March 2026, 09:30 GMT</p>'),
            authors=("Moira Sinclair",),
            published="2026-03-04T09:30:00+00:00",
            alone=FERRY,
            lacks=("Moira Sinclair",),
        ),
        "german": Page(
            article(
                DE_TITLE,
                p(*DE),
                lang="de",
                byline='<div class="autor">Von Jörg Ahrens und Katrin Weiß, 4. März 2026, 9.30 Uhr</div>',
            ),
            authors=("Jörg Ahrens", "Katrin Weiß"),
            published="2026-03-04 09:30",
            alone=DE,
            lacks=("Ahrens",),
        ),
        "french": Page(
            article(
                FR_TITLE,
                p(*FR),
                lang="fr",
                byline="<p class='signature'>Par Hélène Morvan | Publié le 4 mars 2026 à 9h30</p>",
            ),
            authors=("Hélène Morvan",),
            published="2026-03-04 09:30",
            alone=FR,
            lacks=("Morvan", "Publié"),
        ),
        "spanish": Page(
            article(
                ES_TITLE,
                p(*ES),
                lang="es",
                byline="<div class='firma'>Por Lucía Ferrer Ibáñez · 4 de marzo de 2026 · 09:30 h</div>",
            ),
            authors=("Lucía Ferrer Ibáñez",),
            published="2026-03-04 09:30",
            alone=ES,
            lacks=("Ferrer",),
        ),
        "russian": Page(
            article(
                RU_TITLE,
                p(*RU),
                lang="ru",
                byline="<div class='meta'>Автор: Марина Соколова, 4 марта 2026, 09:30</div>",
            ),
            authors=("Марина Соколова",),
            published="2026-03-04 09:30",
            alone=RU,
            lacks=("Соколова",),
        ),
        "japanese": Page(
            article(JA_TITLE, p(*JA), lang="ja", byline="<p class='date'>2026年3月4日 9時30分　記者・山本直子</p>"),
            authors=("山本直子",),
            published="2026-03-04 09:30",
            alone=JA,
            lacks=("山本直子",),
        ),
    },
    "agency_in_the_data": {
        "site_as_author": Page(
            article(
                FERRY_TITLE,
                p(*FERRY),
                head=ld(
                    headline=FERRY_TITLE,
                    datePublished="2026-03-04T09:30:00Z",
                    author={"@type": "Person", "name": "Harbour Post"},
                    publisher={"@type": "Organization", "name": "Harbour Post"},
                ),
                byline='<p class="byline">By <a rel="author" href="/staff/moira">Moira Sinclair</a></p>',
            ),
            authors=("Moira Sinclair",),
            published="2026-03-04T09:30:00Z",
        ),
        "agency_as_organisation": Page(
            article(
                SCHOOL_TITLE,
                p(*SCHOOL),
                head=ld(headline=SCHOOL_TITLE, author={"@type": "Organization", "name": "Reuters"}),
                byline='<div class="byline">By Alan Petrie</div>',
            ),
            authors=("Alan Petrie",),
        ),
        "german_agency": Page(
            article(
                DE_TITLE,
                p(*DE),
                lang="de",
                head=ld(headline=DE_TITLE, author=[{"@type": "Organization", "name": "dpa"}]),
                byline='<span class="author">Von Katrin Weiß</span>',
            ),
            authors=("Katrin Weiß",),
            lacks=("Katrin Weiß",),
        ),
        "french_site": Page(
            article(
                FR_TITLE,
                p(*FR),
                lang="fr",
                site="Le Quai",
                head=ld(headline=FR_TITLE, author={"@type": "Person", "name": "Le Quai"}),
                byline="<p class='auteur'>Par <span>Hélène Morvan</span></p>",
            ),
            authors=("Hélène Morvan",),
        ),
        "newsroom_as_meta_author": Page(
            article(
                HARVEST_TITLE,
                p(*HARVEST),
                head='<meta name="author" content="Harbour Post">' + ld(headline=HARVEST_TITLE, author="Harbour Post"),
                byline='<address class="byline">Fiona Clyne and Robert Ogg</address>',
            ),
            authors=("Fiona Clyne", "Robert Ogg"),
        ),
    },
    "authors_of_other_stories": {
        "cards_below": Page(
            article(
                FERRY_TITLE,
                p(*FERRY),
                byline='<p class="byline">By Moira Sinclair</p>',
                after=_TEASER.format(
                    _card("Seal pups counted on the skerries", "Ewan Rae")
                    + _card("Fish market moves indoors", "Ailsa Kerr")
                ),
            ),
            authors=("Moira Sinclair",),
            alone=FERRY,
            lacks=("Ewan Rae", "Ailsa Kerr", "Seal pups", "Fish market"),
        ),
        "cards_below_and_no_byline": Page(
            article(
                SCHOOL_TITLE,
                p(*SCHOOL),
                after=_TEASER.format(
                    _card("Seal pups counted on the skerries", "Ewan Rae")
                    + _card("Fish market moves indoors", "Ailsa Kerr")
                ),
            ),
            authors=(),
            alone=SCHOOL,
            lacks=("Ewan Rae", "Seal pups"),
        ),
        "a_box_in_the_text": Page(
            article(
                HARVEST_TITLE,
                f'{p(HARVEST[0])}<aside class="read-more">{_card("How bees get through the winter", "Ewan Rae")}</aside>{p(*HARVEST[1:])}',
                byline='<p class="byline">Fiona Clyne</p>',
            ),
            authors=("Fiona Clyne",),
            alone=HARVEST,
            lacks=("Ewan Rae", "How bees"),
        ),
        "most_read_beside_it": Page(
            article(
                BRIDGE_TITLE,
                p(*BRIDGE),
                byline='<div class="meta"><span itemprop="author">Robert Ogg</span> <time datetime="2026-03-04">4 March 2026</time></div>',
                after='<aside><h2>Most read</h2><ol><li><a href="/1">Seal pups counted</a> <span itemprop="author">Ewan Rae</span></li><li><a href="/2">Fish market moves</a> <span itemprop="author">Ailsa Kerr</span></li></ol></aside>',
            ),
            authors=("Robert Ogg",),
            published="2026-03-04",
            lacks=("Ewan Rae",),
        ),
        "data_for_each_card": Page(
            article(
                DE_TITLE,
                p(*DE),
                lang="de",
                head=ld(headline=DE_TITLE, author={"@type": "Person", "name": "Jörg Ahrens"}),
                after=ld(headline="Neue Orgel für die Marienkirche", author={"@type": "Person", "name": "Uwe Petersen"})
                + "<section><h2>Mehr zum Thema</h2><a href='/orgel'>Neue Orgel für die Marienkirche</a> Von Uwe Petersen</section>",
            ),
            title=DE_TITLE,
            authors=("Jörg Ahrens",),
            lacks=("Orgel",),
        ),
    },
}
