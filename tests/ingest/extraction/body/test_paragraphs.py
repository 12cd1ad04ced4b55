"""Paragraphs that no `p` holds, headings of every kind, tables, and short texts in any script."""

# ruff: noqa: E501 - sentences stay in one line

import pytest

from newswire.ingest.extraction.extract import extract

URL = "https://gazette.example/2026/dam"
TITLE = "Old dam to be opened"
SAID = [
    "The county board decided on Monday to open the old dam above the mill, after forty years in which it had held the river back.",
    "Anglers had asked for it since the salmon came back to the lower valley, and counted eleven of them below the wall last autumn.",
    "“We heard the water before we saw it,” said a woman who lives beside the mill and has kept a diary of the river since 1988.",
    "The owner of the mill, a company from the coast, had wanted to sell the dam to the state, which declined to buy it twice.",
    "Work will begin when the birds have left their nests, and it will go on until the first frost, an engineer of the board said.",
    "Nobody could say on Monday what becomes of the pond, where the fire brigade takes its water and children learn to skate.",
]
HEADINGS = ["How the salmon came back", "What the owner wants"]


def text_of(body: str, title: str = TITLE, lang: str = "en", head: str = "") -> str:
    page = f"<!DOCTYPE html><html lang={lang}><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    return extract(page.encode(), URL).text


def prose(sentences: list[str]) -> str:
    return "".join(f"<p>{sentence}</p>" for sentence in sentences)


BR = "<br><br>"
QUOTE = "<blockquote>{}</blockquote>"
OLD = {
    "in a font in a cell": f"<table border=0><tr><td><font face=arial>{BR.join(SAID)}</font></td></tr></table>",
    "with a navigation in the next cell": "<table><tr><td width=150><a href=/a>News</a><br><a href=/b>Sport</a></td>"
    f"<td>{BR.join(SAID)}</td></tr></table>",
    "tables in tables": f"<table><tr><td><table><tr><td>{BR.join(SAID[:3])}</td></tr></table></td></tr><tr><td><table>"
    f"<tr><td><font size=2>{BR.join(SAID[3:])}</font></td></tr></table></td></tr></table>",
    "a quotation between": f"<table><tr><td>{BR.join(SAID[:2])}{QUOTE.format(SAID[2])}{BR.join(SAID[3:])}</td></tr></table>",
    "right under body": f"<h2>{TITLE}</h2>{BR.join(SAID)}",
    "in one paragraph": f"<div id=c><p>{'<br/> <br/>'.join(SAID)}</p></div>",
    "in a span of a div": f"<div><div class=z1><span>{'<br><br/>'.join(SAID)}</span></div></div>",
    "links and bold in it": f"<center><div>{BR.join(s.replace('river', '<a href=/r><b>river</b></a>') for s in SAID)}</div></center>",
    "one row for each paragraph": "<table>" + "".join(f"<tr><td>{s}</td></tr>" for s in SAID) + "</table>",
    "for the layout, says its role": f"<table role=presentation><tr><td>{prose(SAID[:3])}</td></tr><tr><td>{prose(SAID[3:])}"
    "</td></tr></table>",
}


@pytest.mark.parametrize("shape", OLD)
def test_a_text_of_old_markup_is_read_in_its_paragraphs(shape: str) -> None:
    assert text_of(OLD[shape]).split("\n\n") == SAID


LOOSE = {
    "after a paragraph": f"<p>{SAID[0]}</p>{SAID[1]}<p>{SAID[2]}</p>{prose(SAID[3:])}",
    "after a list": f"{prose(SAID[:2])}<ul><li>One salmon.</li><li>Two trout.</li></ul>{SAID[2]}{prose(SAID[3:])}",
    "after a quotation": f"<p>{SAID[0]}</p><blockquote><p>{SAID[1]}</p></blockquote>{SAID[2]}{prose(SAID[3:])}",
    "after a picture": f"{prose(SAID[:2])}<div class=img><img src=a.jpg></div>{SAID[2]}{prose(SAID[3:])}",
    "with phrases in it": f"{prose(SAID[:2])}{SAID[2].replace('mill', '<em>mill</em>')}{prose(SAID[3:])}",
    "at the end": f"{prose(SAID[:5])}{SAID[5]}",
    "at the beginning": f"{SAID[0]}{prose(SAID[1:])}",
    "after a heading": f"{prose(SAID[:2])}<h3>{HEADINGS[0]}</h3>{SAID[2]}{prose(SAID[3:])}",
    "after a table": f"{prose(SAID[:2])}<table><tr><th>Year</th><th>Salmon</th></tr><tr><td>2024</td><td>7</td></tr></table>"
    f"{SAID[2]}{prose(SAID[3:])}",
    "in divs of their own": "".join(f"<div class=a{n}>{s}</div>" for n, s in enumerate(SAID)),
}


@pytest.mark.parametrize("where", LOOSE)
@pytest.mark.parametrize("box", ["<article>{}</article>", "<div class=x><section class=y>{}</section></div>"])
def test_text_that_stands_in_no_paragraph_is_one_of_its_own(where: str, box: str) -> None:
    parts = text_of(box.format(LOOSE[where])).split("\n\n")
    assert [s for s in SAID if s not in parts] == []
    assert [part for part in parts if part in SAID] == SAID


SECTIONS = (
    "{1}" + prose(SAID[:2]) + "<{0}>" + HEADINGS[0] + "</{0}>" + prose(SAID[2:4]) + "<{0}>" + HEADINGS[1] + "</{0}>"
)
SECTIONS += prose(SAID[4:])


@pytest.mark.parametrize("tag", ["h1", "h2", "h3", "h5", "h1 class=sub"])
@pytest.mark.parametrize("box", ["<article>{}</article>", "<main><div class=c4>{}</div></main>", "{}"])
def test_a_subheading_of_any_rank_stays_and_the_title_goes(tag: str, box: str) -> None:
    markup = SECTIONS.replace("</{0}>", f"</{tag[:2]}>").replace("{0}", tag).replace("{1}", f"<h1>{TITLE}</h1>")
    parts = text_of(box.format(markup)).split("\n\n")
    assert parts == [*SAID[:2], HEADINGS[0], *SAID[2:4], HEADINGS[1], *SAID[4:]]


TITLED = {
    "in a heading": f"<h1>{TITLE}</h1>",
    "in a heading of the second rank": f"<h2>{TITLE}</h2>",
    "in a paragraph": f"<p><b>{TITLE}</b></p>",
    "in quotation marks": f"<h2>“{TITLE}”</h2>",
    "with the site's name": f"<p>{TITLE} | The Gazette</p>",
    "in two pieces": "<p>Old dam</p><p>to be opened</p>",
    "broken by a line": "<h1>Old dam<br>to be opened</h1>",
    "in a div without a name": f"<div class=q8>{TITLE}</div>",
    "in capitals": f"<p>{TITLE.upper()}</p>",
    "with a kicker": f"<div><span>Rivers</span> <span>{TITLE}</span></div>",
}


@pytest.mark.parametrize("where", TITLED)
def test_the_title_is_not_the_first_paragraph(where: str) -> None:
    parts = text_of(f"<article>{TITLED[where]}{prose(SAID)}</article>", f"{TITLE} - The Gazette").split("\n\n")
    assert parts == SAID


def test_a_sentence_that_begins_with_the_title_stays() -> None:
    first = f"{TITLE}, board decides."
    assert text_of(f"<article><h1>{TITLE}</h1><p>{first}</p>{prose(SAID)}</article>").split("\n\n") == [first, *SAID]


def test_a_table_of_data_keeps_a_row_in_a_line() -> None:
    table = "<table><tr><th>Year</th><th>Salmon</th></tr><tr><td>2024</td><td>7</td></tr><tr><td>2025</td><td>11</td></tr></table>"
    text = text_of(f"<article>{prose(SAID[:3])}{table}{prose(SAID[3:])}</article>")
    assert "| 2024 | 7 |" in text and "| 2025 | 11 |" in text


SHORT = [
    ("ja", "古いダム開放へ", ["町議会は月曜日、水車の上流にある古いダムを開放することを決めた。", "釣り人たちは昨年秋、壁の下で十一匹の鮭を数えたという。", "池がどうなるかは、まだ誰にも分からない。"]),
    ("zh", "旧水坝将开放", ["县议会周一决定开放磨坊上游的旧水坝，这座水坝已经拦河四十年。", "钓鱼者去年秋天在坝下数到十一条鲑鱼。", "池塘今后怎么办，目前无人知晓。"]),
    ("ko", "옛 댐 개방하기로", ["군의회는 월요일 방앗간 위쪽의 옛 댐을 개방하기로 결정했다.", "낚시꾼들은 지난가을 벽 아래에서 연어 열한 마리를 세었다.", "연못이 어떻게 될지는 아직 아무도 모른다."]),
    ("th", "เปิดเขื่อนเก่า", ["สภาเทศมณฑลมีมติเมื่อวันจันทร์ให้เปิดเขื่อนเก่าเหนือโรงสีหลังจากกั้นแม่น้ำมานานสี่สิบปี", "นักตกปลานับปลาแซลมอนได้สิบเอ็ดตัวใต้กำแพงเมื่อฤดูใบไม้ร่วงที่แล้ว", "ยังไม่มีใครรู้ว่าบ่อน้ำจะเป็นอย่างไร"]),
    ("km", "បើកទំនប់ចាស់", ["ក្រុមប្រឹក្សាស្រុកបានសម្រេចនៅថ្ងៃច័ន្ទថានឹងបើកទំនប់ចាស់នៅខាងលើរោងម៉ាស៊ីនកិនស្រូវ។", "អ្នកនេសាទបានរាប់ត្រីចំនួនដប់មួយក្បាលនៅខាងក្រោមជញ្ជាំង។", "គ្មាននរណាដឹងថាស្រះនឹងទៅជាយ៉ាងណានោះទេ។"]),
    ("my", "ဆည်ဟောင်းဖွင့်မည်", ["ခရိုင်ကောင်စီသည် တနင်္လာနေ့တွင် စက်ရုံအထက်ရှိ ဆည်ဟောင်းကို ဖွင့်ရန် ဆုံးဖြတ်ခဲ့သည်။", "ငါးဖမ်းသမားများသည် နံရံအောက်တွင် ငါးဆယ့်တစ်ကောင် ရေတွက်ခဲ့သည်။", "ရေကန် ဘာဖြစ်မည်ကို မည်သူမျှ မသိသေးပါ။"]),
    ("en", "Dam opened", ["The old dam above the mill was opened on Monday.", "Eleven salmon were counted below it.", "The pond is gone."]),
    ("ar", "فتح السد القديم", ["قرر مجلس المقاطعة يوم الاثنين فتح السد القديم فوق الطاحونة بعد أربعين عاما.", "وأحصى الصيادون أحد عشر سمكة تحت الجدار.", "ولا أحد يعرف ما سيحدث للبركة."]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "title", "said"), SHORT)
@pytest.mark.parametrize(
    "box",
    [
        "<main><article><h1>{1}</h1>{0}</article></main><footer><p>© 2026</p></footer>",
        "<div class=wrap><h1>{1}</h1><div class=b>{0}</div></div>",
        "<h1>{1}</h1>{0}",
    ],
)
def test_the_paragraphs_of_a_short_text_stay_apart(lang: str, title: str, said: list[str], box: str) -> None:
    assert text_of(box.format(prose(said), title), title, lang).split("\n\n") == said
