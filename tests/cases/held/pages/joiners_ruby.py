"""Joiners between letters and in emoji, which stay; readings above characters, which go."""
# ruff: noqa: E501

from cases.held.stories import CLOCK, CLOCK_TITLE, FA, FA_TITLE, HI, HI_TITLE, JA, JA_TITLE, ZH, ZH_TITLE
from cases.rows import Page, article, ld, p

_FA_QUOTE = "یکی از مغازه‌دارها گفت: «نمی‌توانستیم صبر کنیم، بچه‌ها هر روز می‌پرسیدند.»"

CASES = {
    "joiners": {
        "persian_in_line_breaks": Page(
            article(FA_TITLE, f"<div>{'<br><br>'.join((*FA, _FA_QUOTE))}</div>", lang="fa"),
            title=FA_TITLE,
            alone=(*FA, _FA_QUOTE),
        ),
        "persian_title_in_the_data": Page(
            article(FA_TITLE, p(*FA), lang="fa", head=ld(headline=FA_TITLE), html_title="بازار"),
            title=FA_TITLE,
            alone=FA,
        ),
        "persian_in_a_link_and_a_heading": Page(
            article(
                FA_TITLE,
                f"{p(FA[0])}<h2>مشتری‌های همیشگی</h2><p>شهردار گفت <a href='/a'>همه مغازه‌ها</a> با آجرهای قدیمی بازسازی شده‌اند و سقف‌ها نیز در برابر آتش مقاوم شده‌اند.</p>{p(FA[2])}",
                lang="fa",
            ),
            alone=(*FA, "مشتری‌های همیشگی"),
        ),
        "emoji_families_and_signs": Page(
            article(
                CLOCK_TITLE, p(*CLOCK, "Children left notes with 👨‍👩‍👧‍👦, ❤️‍🔥 and 🧑🏿‍🚀 on the door of the tower.")
            ),
            alone=(*CLOCK, "Children left notes with 👨‍👩‍👧‍👦, ❤️‍🔥 and 🧑🏿‍🚀 on the door of the tower."),
        ),
        "hindi_as_references": Page(
            article(
                HI_TITLE,
                p(
                    *HI,
                    "बोर्ड पर &#2325;&#2381;&#8205;&#2359;ेत्र और &#x0936;&#x094D;&zwj;री लिखा गया है, जिसे सब पढ़ सकते हैं।",
                ),
                lang="hi",
            ),
            alone=(*HI, "बोर्ड पर क्\u200dषेत्र और श्\u200dरी लिखा गया है, जिसे सब पढ़ सकते हैं।"),
        ),
    },
    "ruby": {
        "reading_container": Page(
            article(
                JA_TITLE,
                p(*JA, "校歌は<ruby>作曲家<rtc><rt>さっきょくか</rt></rtc></ruby>の故郷で生まれた。"),
                lang="ja",
            ),
            alone=(*JA, "校歌は作曲家の故郷で生まれた。"),
            lacks=("さっきょくか",),
        ),
        "in_a_heading_and_line_breaks": Page(
            article(
                JA_TITLE,
                f"<div>{JA[0]}<br><br><ruby>学<rp>(</rp><rt>まな</rt><rp>)</rp></ruby>びやの庭には桜が咲いていた。<br><br>{JA[2]}</div>",
                lang="ja",
            ),
            alone=(JA[0], "学びやの庭には桜が咲いていた。", JA[2]),
        ),
        "name_of_a_person": Page(
            article(
                JA_TITLE,
                p(
                    *JA,
                    "校長の<ruby>東海林<rp>《</rp><rt>しょうじ</rt><rp>》</rp></ruby><ruby>薫<rp>《</rp><rt>かおる</rt><rp>》</rp></ruby>さんは涙を見せた。",
                ),
                lang="ja",
            ),
            alone=(*JA, "校長の東海林薫さんは涙を見せた。"),
        ),
        "bopomofo": Page(
            article(
                ZH_TITLE,
                p(*ZH, "牆上寫著<ruby>歡<rt>ㄏㄨㄢ</rt></ruby><ruby>迎<rt>ㄧㄥˊ</rt></ruby>兩個大字。"),
                lang="zh",
            ),
            alone=(*ZH, "牆上寫著歡迎兩個大字。"),
            lacks=("ㄏㄨㄢ",),
        ),
        "within_a_link": Page(
            article(
                JA_TITLE,
                p("<a href='/t'><ruby>隣町<rt>となりまち</rt></ruby></a>の教育長も式に出席した。", *JA),
                lang="ja",
            ),
            alone=("隣町の教育長も式に出席した。", *JA),
        ),
    },
}
