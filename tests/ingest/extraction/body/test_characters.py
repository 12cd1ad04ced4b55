"""Raised, lowered and explained characters, joiners, and labels before a line."""

# ruff: noqa: E501 - sentences stay in one line

import pytest
from lxml import html as lxml_html

from newswire.ingest.extraction.body.badges import drop_badges
from newswire.ingest.extraction.body.characters import write_characters
from newswire.ingest.extraction.extract import extract

PROSE = "".join(
    f"<p>On day {n} the divers went down to pier {n} and came up with a report of many pages.</p>" for n in range(6)
)


def written(markup: str) -> str:
    tree = lxml_html.document_fromstring(f"<html><body><p>{markup}</p></body></html>")
    write_characters(tree)
    return " ".join(tree.text_content().split())


def text_of(paragraph: str, lang: str = "en") -> str:
    page = f"<html lang={lang}><head><title>A dive</title></head><body><article>{PROSE}{paragraph}{PROSE}</article></body></html>"
    return extract(page.encode(), "https://tide.example/2026/dive").text


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("4.1 × 10<sup>15</sup> Bq", "4.1 × 10¹⁵ Bq"),
        ("rund 10 <sup>6</sup> Liter", "rund 10 ⁶ Liter"),
        ("10<sup>-6</sup> m and s<sup>−1</sup>", "10⁻⁶ m and s⁻¹"),
        ("75 m<sup>2</sup>, 12 km<sup>2</sup>, 3 m<sup>3</sup>/s", "75 m², 12 km², 3 m³/s"),
        ("9 км<sup>2</sup> леса", "9 км² леса"),
        ("CO<sub>2</sub>, H<sub>2</sub>O, C<sub>6</sub>H<sub>12</sub>O<sub>6</sub>", "CO₂, H₂O, C₆H₁₂O₆"),
        ("<sup>137</sup>Cs and <sup>14</sup>C", "¹³⁷Cs and ¹⁴C"),
        ("Ca<sup>2+</sup>, Na<sup>+</sup>", "Ca²⁺, Na⁺"),
        ("E = mc<sup>2</sup>, x<sup>n</sup>", "E = mc², xⁿ"),
        ("10<sup><small>9</small></sup> years", "10⁹ years"),
        ("2<sup>10</sup> is 1024", "2¹⁰ is 1024"),
        ("for $19<sup>99</sup> each", "for $19.99 each"),
        ("PM<sub>2.5</sub>, v<sub>max</sub>", "PM2.5, vmax"),
    ],
)
def test_what_is_raised_or_lowered_stays_what_it_is(markup: str, said: str) -> None:
    assert written(markup) == said
    assert said in text_of(f"<p>{markup}, the report says, and nobody at the harbour had known of it before.</p>")


@pytest.mark.parametrize(
    "markup",
    [
        "The quay was closed.<sup>3</sup> Nobody asked.",
        "The quay<sup>4</sup> was closed. Nobody asked.",
        "The quay was closed<sup>[12]</sup>. Nobody asked.",
        'The quay was closed<sup><a href="#fn1">1</a></sup>. Nobody asked.',
        'The quay was closed.<a href="#note-2"><sup>2</sup></a> Nobody asked.',
        'The quay was closed.<sup id="cite_ref-5" class="reference"><a href="#cite-5"><span>[</span>5<span>]</span></a></sup> Nobody asked.',
        "The quay was closed<sup>1, 2</sup>. Nobody asked.",
        "The quay was closed*<sup>†</sup>. Nobody asked.".replace("*", ""),
        'The quay was closed<a class="footnote-ref" href="#fn:7">7</a>. Nobody asked.',
        "The quay was closed.<sup>1)</sup> Nobody asked.",
        "The quay<sup>a</sup> was closed. Nobody asked.",
    ],
)
def test_the_mark_of_a_note_is_not_a_digit_of_the_sentence(markup: str) -> None:
    assert written(markup) == "The quay was closed. Nobody asked."


def test_a_note_after_a_year_is_not_a_power_of_it() -> None:
    assert written("since 1998<sup>3</sup> and 2019<sup>12</sup>.") == "since 1998 and 2019."


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("the 1<sup>st</sup> and 22<sup>nd</sup> of May", "the 1st and 22nd of May"),
        ("la 2<sup>e</sup> fois, M<sup>me</sup> Petit", "la 2e fois, Mme Petit"),
        ("el 3<sup>o</sup> y la 1<sup>a</sup>", "el 3o y la 1a"),
        ("Acme<sup>TM</sup> pumps", "AcmeTM pumps"),
        ("as told in <a href='#part-2'>part 2</a>", "as told in part 2"),
    ],
)
def test_what_is_only_set_higher_joins_its_word(markup: str, said: str) -> None:
    assert written(markup) == said


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<ruby>桟橋<rp>（</rp><rt>さんばし</rt><rp>）</rp></ruby>が沈んだ", "桟橋が沈んだ"),
        ("<ruby>桟<rt>さん</rt>橋<rt>ばし</rt></ruby>が沈んだ", "桟橋が沈んだ"),
        ("<ruby><rb>漢</rb><rt>かん</rt></ruby><ruby><rb>字</rb><rt>じ</rt></ruby>を読む", "漢字を読む"),
        ("<ruby>重慶<rtc><rt>Chóngqìng</rt></rtc></ruby>的桥", "重慶的桥"),
        ("<ruby>台<rt>ㄊㄞˊ</rt></ruby>灣", "台灣"),
        ("他<ruby>走<rp>(</rp><rt>zǒu</rt><rp>)</rp></ruby>了", "他走了"),
    ],
)
def test_readings_above_characters_go(markup: str, said: str) -> None:
    assert written(markup) == said


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("fa", "می\u200cخواهیم خانه\u200cها را بسازیم و نمی\u200cگذاریم کسی آن\u200cها را ویران کند، شهردار گفت."),
        ("hi", "र\u200dयाँ और क्\u200dष में जोड़ने वाला चिह्न रहता है, और पाठक उसे वैसे ही पढ़ता है जैसा लिखा गया था।"),
        ("ml", "അവന\u200d വന്നു എന്ന് അധികൃതര\u200d പറഞ്ഞു, തുറമുഖം അടച്ചിട്ടതായും അവര\u200d അറിയിച്ചു."),
        (
            "en",
            "The family 👩\u200d👩\u200d👧 came to the quay at noon and stayed there until the last ferry had gone.",
        ),
        ("bn", "র\u200d্যাব সোমবার জানিয়েছে যে বন্দরটি বন্ধ থাকবে এবং যাত্রীদের অন্য পথে যেতে হবে।"),
    ],
)
def test_joiners_stay(lang: str, said: str) -> None:
    assert said in text_of(f"<p>{said}</p>", lang)


def shown(markup: str) -> list[str]:
    tree = lxml_html.document_fromstring(f"<html><body>{markup}</body></html>")
    drop_badges(tree)
    return tree.text_content().split()


@pytest.mark.parametrize(
    "markup",
    [
        "<p><span>Anzeige</span>Seit Jahren fährt sie.</p>",
        "<div><span class=badge>Live</span> <span>Seit Jahren fährt sie.</span></div>",
        "<p><span class='label label--x'>Exklusiv</span> Seit Jahren fährt sie.</p>",
        "<p><strong>EXKLUSIV</strong> Seit Jahren fährt sie.</p>",
        "<div><span>Sponsored</span><p>Seit Jahren fährt sie.</p></div>",
        "<div><i class=tag-x1>LIVE</i><span>Seit Jahren fährt sie.</span></div>",
        "<p><a href=/live><span>Live</span></a>Seit Jahren fährt sie.</p>",
        "<li><b>Exclusive:</b>Seit Jahren fährt sie.</li>",
        "<div><em>独家</em>Seit Jahren fährt sie.</div>",
        "<div><small>Publicidad</small><div>Seit Jahren fährt sie.</div></div>",
    ],
)
def test_a_label_before_a_line_goes(markup: str) -> None:
    assert shown(markup) == ["Seit", "Jahren", "fährt", "sie."]


@pytest.mark.parametrize(
    "markup",
    [
        "<p><b>Live</b> music was played.</p>",
        "<p><em>Exclusive</em> rights were sold to them.</p>",
        "<p>It went out <span class=label>live</span> on Friday.</p>",
        "<p><strong>Anzeigen</strong>Kosten steigen.</p>",
        "<p><b>L</b>ive from the harbour.</p>",
        "<p><strong>Video</strong> of the dive was shown.</p>",
    ],
)
def test_a_word_of_the_sentence_stays(markup: str) -> None:
    assert shown(markup) == lxml_html.fromstring(markup).text_content().split()


@pytest.mark.parametrize(
    "label", ["Anzeige", "EXKLUSIV", "Live", "Exclusive", "Sponsored", "En direct", "Реклама", "独家"]
)
def test_a_label_on_a_line_of_its_own_is_not_in_the_text(label: str) -> None:
    parts = text_of(
        f"<div class=x><div>{label}</div><p>The ferry has run for thirty-five years, and now it is to rest.</p></div>"
    )
    assert label not in parts.split("\n\n")
    assert "The ferry has run" in parts
