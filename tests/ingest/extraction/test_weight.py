"""Short pages of scripts without spaces: their paragraphs stay apart, and few characters are not a wall."""

import pytest

from newswire.ingest.extraction.body.blocks import blocks
from newswire.ingest.extraction.body.glued import one_line_each
from newswire.ingest.extraction.extract import extract
from newswire.ingest.extraction.page import parse_tree

PARAGRAPHS = {
    "ja": ["町役場は三日、古い水門の修理を来月から始めると発表した。", "費用は約二千万円で、半分を県が負担する。"],
    "zh": [
        "镇政府星期二宣布，老水闸将从下个月开始维修。",
        "费用约两百万元，其中一半由县里承担，其余由镇里分三年支付。",
        "居民希望工程能在雨季到来之前完成。",
    ],
    "ko": ["군청은 화요일 낡은 수문을 다음 달부터 고친다고 밝혔다.", "비용은 약 2억 원이며 절반은 도가 부담한다."],
    "en": ["The old sluice will be mended from June on.", "The county pays half of it."],
}


@pytest.mark.parametrize("language", PARAGRAPHS)
def test_the_paragraphs_of_a_very_short_page_stay_apart(language: str) -> None:
    said = PARAGRAPHS[language]
    body = "".join(f"<p>{text}</p>" for text in said)
    page = (
        f"<html lang={language}><title>Sluice</title><header>Courier</header><main><h1>Sluice</h1>"
        f"<div class=text>{body}</div></main></html>"
    )
    article = extract(page.encode(), "https://courier.example/news/sluice-4711")
    assert article.text.split("\n\n") == said
    assert article.access == "open"


def test_a_line_of_several_blocks_is_cut_where_they_end() -> None:
    tree = parse_tree(
        b"<html><body><h1>A title</h1><p>One sentence.</p><p>Another one.</p><p>A third.</p></body></html>"
    )
    assert tree is not None
    found = blocks(tree.find("body"), set())
    assert one_line_each("A title One sentence. Another one.\nA third.", found).split("\n") == [
        "A title",
        "One sentence.",
        "Another one.",
        "A third.",
    ]
    assert one_line_each("One sentence. And more", found) == "One sentence. And more"
