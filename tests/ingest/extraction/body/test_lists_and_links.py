"""Lists wherever they stand, and paragraphs that are wholly a link."""

# ruff: noqa: E501 - sentences stay in one line

import pytest

from newswire.ingest.extraction.extract import extract

URL = "https://tide.example/2026/ferry-strike"
TITLE = "Ferry crews walk out"
BEFORE = [
    "Crews of all four island ferries left their posts on Monday morning, an hour before the first crossing of the day.",
    "The company said it had offered a rise of six percent in two steps, and called the strike a hard blow to the islands.",
    "Passengers who had booked for the weekend were told to go by bus to the northern landing and to wait for news there.",
]
AFTER = [
    "A mediator from the capital is to meet both sides on Wednesday, in a school that stands empty since the holidays.",
    "Hotel owners on the larger island counted more than two hundred cancellations by noon, and asked for help from the state.",
    "The crews' union has had the same chairwoman since 2011, and has gone on strike twice in all of that time.",
]
ITEMS = ["Two free weekends a month.", "Pay for the time in port.", "A nurse on each ship from June."]


def prose(sentences: list[str]) -> str:
    return "".join(f"<p>{sentence}</p>" for sentence in sentences)


def text_of(body: str, title: str = TITLE, lang: str = "en", url: str = URL) -> str:
    page = f"<!DOCTYPE html><html lang={lang}><head><title>{title}</title></head><body>{body}</body></html>"
    return extract(page.encode(), url).text


def listed(tag: str = "ul", inner: str = "{}", items: list[str] = ITEMS) -> str:
    return f"<{tag}>" + "".join(f"<li>{inner.format(item)}</li>" for item in items) + f"</{tag}>"


INTRO = "<p>The union asks for three things:</p>"
LISTS = {
    "right under body": prose(BEFORE) + INTRO + listed() + prose(AFTER),
    "ordered, right under body": f"<h1>{TITLE}</h1>{prose(BEFORE)}{INTRO}{listed('ol')}{prose(AFTER)}",
    "with paragraphs in it": f"<main>{prose(BEFORE)}{INTRO}{listed(inner='<p>{}</p>')}{prose(AFTER)}</main>",
    "with spans of obfuscated classes": f"<div class=x1a><div class=b9>{prose(BEFORE)}{INTRO}</div>"
    f"<div class=k0>{listed(inner='<span class=q7>{}</span>')}</div><div class=b9>{prose(AFTER)}</div></div>",
    "between the blocks of a builder": f"<article><div class=block>{prose(BEFORE)}{INTRO}</div>"
    f"<div class=block><div class=inner>{listed()}</div></div><div class=block>{prose(AFTER)}</div></article>",
    "in a cell of a table for the layout": f"<table width=100%><tr><td>{prose(BEFORE)}{INTRO}{listed()}{prose(AFTER)}"
    "</td></tr></table>",
    "in a cell beside another": f"<table><tr><td><a href=/>Home</a><br><a href=/s>Sport</a></td><td>{prose(BEFORE)}{INTRO}"
    f"{listed()}{prose(AFTER)}</td></tr></table>",
    "in a cell of a table of its own": f"<article>{prose(BEFORE)}{INTRO}<table><tr><td>{listed()}</td></tr></table>"
    f"{prose(AFTER)}</article>",
    "beside the names of a table": f"<article>{prose(BEFORE)}<table><tr><td>The union</td><td>{listed()}</td></tr>"
    f"<tr><td>The company</td><td>{listed(items=['Six percent.', 'A year of peace.'])}</td></tr></table>{prose(AFTER)}"
    "</article>",
    "that says the facts of a case": f"<article>{prose(BEFORE)}<dl><dt>{ITEMS[0]}</dt><dd>{ITEMS[1]}</dd>"
    f"<dd>{ITEMS[2]}</dd></dl>{prose(AFTER)}</article>",
}


@pytest.mark.parametrize("where", LISTS)
def test_a_list_is_in_the_text_wherever_it_stands(where: str) -> None:
    text = text_of(LISTS[where])
    assert [s for s in [*BEFORE, *ITEMS, *AFTER] if s not in text] == []
    assert text.index(BEFORE[2]) < text.index(ITEMS[0]) < text.index(ITEMS[2]) < text.index(AFTER[0])


LINKED = [
    (
        "en",
        "On Thursday the chairwoman, Mira Stolle, told members in the town hall that nobody would sail before pay is settled.",
    ),
    (
        "de",
        "Am Donnerstag sagte die Vorsitzende Mira Stolle im Rathaus, niemand werde fahren, bevor das Geld auf dem Tisch liege.",
    ),
    (
        "fr",
        "Jeudi, la présidente du syndicat a dit aux membres réunis à la mairie que personne ne naviguerait avant un accord.",
    ),
    (
        "es",
        "El jueves, la presidenta del sindicato dijo a los afiliados que nadie zarpará antes de que haya un acuerdo firmado.",
    ),
    (
        "ru",
        "В четверг председатель профсоюза заявила в ратуше, что никто не выйдет в море, пока не будет подписано соглашение.",
    ),
    (
        "pl",
        "W czwartek przewodnicząca związku powiedziała w ratuszu, że nikt nie wypłynie, zanim umowa nie zostanie podpisana.",
    ),
    ("hi", "गुरुवार को संघ की अध्यक्ष ने नगर भवन में कहा कि समझौते पर हस्ताक्षर होने तक कोई भी जहाज़ नहीं चलेगा और सब घर पर रहेंगे।"),
    (
        "ja",
        "木曜日、組合の委員長は町役場で組合員に対し、賃金の問題が解決するまでは誰も船を出さないと述べ、会社側の提案をあらためて拒んだうえで、島の住民には協力を求めた。",
    ),
]


@pytest.mark.parametrize(("lang", "said"), LINKED)
@pytest.mark.parametrize("shape", ["<p><a href=/live>{}</a></p>", "<div class=m><p><a href=/l><b>{}</b></a></p></div>"])
def test_a_sentence_of_the_article_that_is_a_link_stays(lang: str, said: str, shape: str) -> None:
    assert said in text_of(f"<article>{prose(BEFORE)}{shape.format(said)}{prose(AFTER)}</article>", lang=lang)


TEASERS = [
    "Ferry strike: all you need to know about your ticket and the bus to the northern landing",
    "Wer zahlt für den Streik? Zehn Antworten",
    "Read more: the company on Monday said that it would not pay for any of the buses to the northern landing.",
    "Grève des ferries : les réponses à vos questions sur les billets et les remboursements",
    "Lesen Sie auch: Warum die Fähre seit drei Jahren zu spät kommt und was der Betreiber dazu sagt.",
    "Все о забастовке на паромах: вопросы и ответы для пассажиров, которые купили билеты",
    "フェリーのスト、よくある質問と答え",
    "Watch: Crews leave the harbour",
]


@pytest.mark.parametrize("said", TEASERS)
def test_a_link_to_another_article_between_paragraphs_goes(said: str) -> None:
    assert said not in text_of(f"<article>{prose(BEFORE)}<p><a href=/other>{said}</a></p>{prose(AFTER)}</article>")
