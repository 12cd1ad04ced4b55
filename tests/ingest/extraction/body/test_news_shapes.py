"""Pages as news sites of many countries build them: the whole article, and nothing of what stands around it."""

# ruff: noqa: E501 - sentences stay in one line

import pytest

from newswire.ingest.extraction.extract import extract

URL = "https://courier.example/2026/03/bridge-closed"
TITLE = "Bridge to the island closed"
SAID = [
    "The only bridge to the island was closed on Sunday evening after a barge had struck its middle pillar, the road office said.",
    "Some 3,400 people live there, and about a third of them cross the water to work every morning, according to the town hall.",
    "“We have food for a week and one doctor,” the mayor, Lene Brask, said on the radio. “What we don't have is a boat.”",
    "Engineers lowered a camera beside the pillar at first light and found a crack of two metres just below the water line.",
    "The owner of the barge, a gravel company from upriver, did not answer its telephone on Monday, nor did its lawyers.",
    "A ferry that was sold in 1997, when the bridge was opened, now carries tourists on a lake 200 kilometres to the south.",
    "Its captain said that he could be back within four days if somebody paid for the lorry, and that he would like to.",
    "The road office hopes to let cars across in one lane by the end of the month, but would not promise it to anyone.",
]
NOISE = [
    "Harbour town elects its first mayor under thirty after a night of recounts",
    "Why the price of gravel has doubled since the quarry strike of last year",
    "Ten walks for a rainy Sunday with children, dogs and a thermos of tea",
    "The woman who paints every lighthouse on the coast, one each winter",
]
STANDFIRST = "A barge, a crack of two metres and 3,400 people without a way to work."
COOKIES = "We and our 312 partners store and read information on your device, such as unique identifiers, and process personal data to show you advertising and content that fit your interests, to measure their effect and to learn about our readers."
BIO = "Nils Tarp writes about roads, bridges and everything that rolls or floats. He has been with the Courier since 2014."


def prose(sentences: list[str], tag: str = "p") -> str:
    return "".join(f"<{tag}>{sentence}</{tag.split()[0]}>" for sentence in sentences)


def cards(box: str = "div", inner: str = "<a href=/a{n}><img src=i{n}.jpg><div>{said}</div></a>") -> str:
    return "".join(f"<{box} class=k{n}>{inner.format(n=n, said=said)}</{box}>" for n, said in enumerate(NOISE))


def teasers() -> str:
    told = "Our reporter spent a day with people who had hoped for something else, and came back with ten pictures."
    return "".join(
        f"<div class=u{n}><img src=t{n}.jpg><h3><a href=/t{n}>{said}</a></h3><p>{told} {n}</p></div>"
        for n, said in enumerate(NOISE)
    )


def text_of(body: str, lang: str = "en", head: str = "") -> str:
    page = f"<!DOCTYPE html><html lang={lang}><head><title>{TITLE} - Courier</title>{head}</head><body>{body}</body></html>"
    return extract(page.encode(), URL).text


H1 = f"<h1>{TITLE}</h1>"
NAV = "<nav><ul><li><a href=/n>News</a></li><li><a href=/s>Sport</a></li></ul></nav>"
FOOT = "<footer><p>© Courier 2026. All rights reserved.</p><a href=/imprint>Imprint</a></footer>"
SHAPES = {
    "two parts with an advertisement between": f"{NAV}{H1}<div class=body-a>{prose(SAID[:3])}</div><div class=ad-slot>Advertisement</div>"
    f"<div class=body-a>{prose(SAID[3:])}</div>{FOOT}",
    "two parts, cards between": f"<main>{H1}<section class=c1>{prose(SAID[:4])}</section><div class=c2>{cards()}</div>"
    f"<section class=c1>{prose(SAID[4:])}</section></main>",
    "two parts in grids of obfuscated names": f"<div class=_3fa>{H1}<div class=_9xk><div class=_b>{prose(SAID[:2])}</div></div>"
    f"<div class=_9xk><div class=_b>{prose(SAID[2:5])}</div></div><div class=_9xk><div class=_b>{prose(SAID[5:])}</div></div></div>",
    "a standfirst apart from the text": f"<article><header>{H1}</header><div class=lead><p>{STANDFIRST}</p></div><div class=txt>"
    f"{prose(SAID)}</div></article>",
    "a standfirst above the byline": f"<article><div>{H1}<div class=xq1>{STANDFIRST}</div><div class=xq2><i>Nils Tarp</i> <i>2 March 2026</i></div></div>"
    f"<div class=xq3>{prose(SAID)}</div></article>",
    "a standfirst as a heading": f"<article>{H1}<h2 class=sapo>{STANDFIRST}</h2><div>{prose(SAID)}</div></article>",
    "a first paragraph in bold": f"<article>{H1}<div class=txt><p class=intro><b>{SAID[0]}</b></p>{prose(SAID[1:])}</div></article>",
    "a section above and a place below": f"<article><span>Islands</span>{H1}<div class=txt>{prose(SAID)}</div><div class=q>Northern Sound</div></article>",
    "links in a list without a name": f"<article>{H1}<div class=txt>{prose(SAID)}</div><div class=q><b>Flere saker</b><br><a href=/a>{NOISE[0]}</a><br><a href=/b>{NOISE[1]}</a></div></article>",
    "a paragraph that is one link": f"<article>{H1}<p><a href=https://road.example/>{SAID[0]}</a></p>{prose(SAID[1:-1])}<p><a href=https://road.example/2>{SAID[-1]}</a></p></article>",
    "a picture in a table": f"<table><tr><td width=100><a href=/s>News</a></td><td><b>{TITLE}</b><table align=right><tr><td><img src=b.jpg><br><i>The bridge on Monday.</i></td></tr></table>{prose(SAID)}</td></tr></table>",
    "cookies in an aside": f"<aside class=cmp><p>{COOKIES}</p><p>{COOKIES[::-1]}</p></aside>{NAV}<article>{H1}{prose(SAID)}</article>",
    "cookies in a dialog below": f"<article>{H1}{prose(SAID)}</article><div role=dialog class=consent-layer><p>{COOKIES}</p></div>",
    "text in an aside": f"<div id=wrap>{NAV}<div>{H1}{prose(SAID)}</div><aside><h2>Most read</h2>{cards()}</aside></div>",
    "teasers below": f"<main><article>{H1}{prose(SAID)}</article><div class=x7><h2>More stories</h2>{teasers()}</div></main>",
    "teasers below, in the article's own box": f"<div class=page><div class=story>{H1}<div class=t>{prose(SAID)}</div></div>"
    f"<div class=z>{teasers()}</div></div>",
    "readers' comments below": f"<main><article>{H1}{prose(SAID)}</article><section id=comments class=comments><h2>3 comments</h2>"
    "<div class=comment><p>I have said for years that this bridge would not stand, and nobody listened to me at all.</p></div>"
    "<div class=comment><p>The captain should be given a medal and the gravel company a bill, is what I think of it.</p></div></section></main>",
    "captions without a figure": f"<article>{H1}{prose(SAID[:2])}<div class=media><img src=b.jpg><p>The bridge on Monday morning, seen from the island's church. Ada Holm / Courier</p></div>"
    f"{prose(SAID[2:])}</article>",
    "each paragraph in a box": f"<article>{H1}"
    + "".join(f"<div data-c=p><div><p>{s}</p></div></div>" for s in SAID)
    + "</article>",
    "an advertisement after each paragraph": f"<article>{H1}"
    + "".join(f"<p>{s}</p><div class=ad-wrapper><span>Advertisement</span></div>" for s in SAID)
    + "</article>",
    "the writer at the end": f"<article>{H1}{prose(SAID)}<div class=w1><img src=n.jpg><p>{BIO}</p></div></article>",
    "twice, for telephones and for desks": f"<article>{H1}<div class=desk>{prose(SAID)}</div><div class=mobile>{prose(SAID)}</div></article>",
    "twice, one of them hidden": f"<article>{H1}<div style='display:none'>{prose(SAID)}</div><div>{prose(SAID)}</div></article>",
    "code in a paragraph": f"<article>{H1}{prose(SAID[:4])}<p>window.ads = window.ads || []; googletag.cmd.push(function() {{ googletag.display('a'); }});</p>{prose(SAID[4:])}</article>",
    "spans and custom elements": f"<story-body>{H1}<x-text>{prose(SAID[:4], 'div')}</x-text><x-text>{prose(SAID[4:], 'div')}</x-text></story-body>",
    "a box of facts of links between": f"<article>{H1}{prose(SAID[:4])}<div class=q><h4>Related</h4><ul>"
    + "".join(f"<li><a href=/r{n}>{s}</a></li>" for n, s in enumerate(NOISE))
    + f"</ul></div>{prose(SAID[4:])}</article>",
    "a letter to subscribe to between": f"<article>{H1}{prose(SAID[:4])}<div class=h8><h3>The morning in your inbox</h3><p>Every day at six, what the island needs to know, by our desk.</p><form><input type=email><button>Sign up</button></form></div>{prose(SAID[4:])}</article>",
    "a poll between": f"<article>{H1}{prose(SAID[:4])}<div class=poll><p>Should the ferry come back?</p><ul><li>Yes</li><li>No</li></ul></div>{prose(SAID[4:])}</article>",
    "paragraphs that only sections hold": "<div>"
    + H1
    + "".join(f"<section><p>{s}</p></section>" for s in SAID)
    + "</div>",
    "a modern page of many wrappers": f"<div id=root><div><div><header>{NAV}</header><div><div class=css-1a><main><div class=css-2b>{H1}<div class=css-3c>"
    + "".join(f"<div class=css-4d><p class=css-5e>{s}</p></div>" for s in SAID)
    + f"</div></div></main><div class=css-9z>{teasers()}</div></div></div></div></div>{FOOT}</div>",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_article_and_nothing_else_is_read(shape: str) -> None:
    assert text_of(SHAPES[shape]).split("\n\n") == SAID


MORE = [
    ("en", "Read more: {}"), ("en", "Also read: {}"), ("de", "Lesen Sie auch: {}"), ("de", "Mehr zum Thema: {}"),
    ("fr", "Lire aussi : {}"), ("fr", "À lire aussi : {}"), ("es", "Lea también: {}"), ("es", "Te puede interesar: {}"), ("pt", "Leia também: {}"),
    ("it", "Leggi anche: {}"), ("nl", "Lees ook: {}"), ("sv", "Läs också: {}"), ("no", "Les også: {}"), ("da", "Læs også: {}"), ("fi", "Lue myös: {}"),
    ("pl", "Czytaj też: {}"), ("cs", "Čtěte také: {}"), ("ru", "Читайте также: {}"), ("uk", "Читайте також: {}"), ("tr", "Ayrıca okuyun: {}"),
    ("ja", "関連記事：{}"), ("zh", "相关阅读：{}"), ("ko", "관련기사: {}"), ("ar", "اقرأ أيضا: {}"), ("fa", "بیشتر بخوانید: {}"), ("hi", "यह भी पढ़ें: {}"),
    ("el", "Διαβάστε επίσης: {}"), ("ro", "Citește și: {}"), ("hu", "Olvassa el ezt is: {}"), ("id", "Baca juga: {}"), ("vi", "Xem thêm: {}"), ("he", "קראו גם: {}"),
    ("bg", "Прочетете още: {}"), ("sr", "Pročitajte još: {}"), ("th", "อ่านเพิ่มเติม: {}"), ("bn", "আরও পড়ুন: {}"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "line"), MORE)
def test_a_line_to_another_article_goes_in_many_languages(lang: str, line: str) -> None:
    told = line.format("<a href=/2026/03/gravel>Gravel twice as dear as before</a>")
    text = text_of(f"<article>{H1}{prose(SAID[:4])}<p>{told}</p>{prose(SAID[4:])}</article>", lang)
    assert text.split("\n\n") == SAID


def test_the_posts_of_a_live_page_are_read_with_their_headings() -> None:
    posts = [
        (
            f"Pillar holds, says engineer {n}",
            f"At {n + 8} o'clock engineer {n} told reporters on the quay that the pillar would hold for now.",
        )
        for n in range(9)
    ]
    markup = "".join(
        f"<div class=post><time>{n + 8}:00</time><h3>{head}</h3><p>{said}</p></div>"
        for n, (head, said) in enumerate(posts)
    )
    head = '<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Bridge to the island closed"}</script>'
    text = text_of(f"<main>{H1}<p>{SAID[0]}</p><div class=feed>{markup}</div></main>", head=head)
    assert [said for _, said in posts if said not in text] == []
