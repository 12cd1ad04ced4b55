"""Joiners between letters and in emoji, which stay; readings above characters, which go."""
# ruff: noqa: E501

from cases.rows import Page, article, p
from cases.tune.stories import FA, FA_TITLE, HI, HI_TITLE, JA, JA_TITLE, SCHOOL, SCHOOL_TITLE, ZH, ZH_TITLE

_FA_MORE = "مردم می\u200cگویند کتاب\u200cهای تازه را هم می\u200cخواهند و خانه\u200cهای اطراف پر از خواننده است."
_HI_MORE = "श्रद्धालुओं के लिए शक्\u200dति पीठ के रास्ते पर अलग पुल और क्\u200cष चिह्न वाला बोर्ड लगाया जाएगा।"

CASES = {
    "joiners": {
        "persian": Page(article(FA_TITLE, p(*FA, _FA_MORE), lang="fa"), title=FA_TITLE, alone=(*FA, _FA_MORE)),
        "persian_as_references": Page(
            article(FA_TITLE.replace("\u200c", "&zwnj;"), p(*FA, _FA_MORE.replace("\u200c", "&#8204;")), lang="fa"),
            title=FA_TITLE,
            alone=(*FA, _FA_MORE),
        ),
        "hindi": Page(article(HI_TITLE, p(*HI, _HI_MORE), lang="hi"), alone=(*HI, _HI_MORE)),
        "emoji": Page(
            article(
                SCHOOL_TITLE,
                p(
                    *SCHOOL,
                    "One of the pupils sent the council a drawing with a 👩\u200d👩\u200d👧 and the rainbow flag 🏳️\u200d🌈 on it, and a teacher 👩🏽\u200d🏫 too.",
                ),
            ),
            has=("👩\u200d👩\u200d👧", "🏳️\u200d🌈", "👩🏽\u200d🏫"),
        ),
        "bengali": Page(
            article(
                "নদীর ঘাটে নতুন সেতু চালু",
                p(
                    "নদীর ঘাটে নতুন সেতুটি সোমবার সকালে সাধারণ মানুষের জন্য খুলে দেওয়া হয়েছে।",
                    "উদ্বোধনের সময় র\u200d্যাব ও পুলিশের সদস্যরা উপস্থিত ছিলেন, আর র\u200d্যালিতে অংশ নেয় শত শত শিক্ষার্থী।",
                ),
                lang="bn",
            ),
            alone=("উদ্বোধনের সময় র\u200d্যাব ও পুলিশের সদস্যরা উপস্থিত ছিলেন, আর র\u200d্যালিতে অংশ নেয় শত শত শিক্ষার্থী।",),
        ),
    },
    "ruby": {
        "with_brackets": Page(
            article(
                JA_TITLE,
                p(
                    *JA,
                    "<ruby>灯台<rp>（</rp><rt>とうだい</rt><rp>）</rp></ruby>の<ruby>鍵<rp>（</rp><rt>かぎ</rt><rp>）</rp></ruby>は市役所に保管されている。",
                ),
                lang="ja",
            ),
            alone=(*JA, "灯台の鍵は市役所に保管されている。"),
        ),
        "without_brackets": Page(
            article(
                JA_TITLE,
                p(
                    "<ruby>市長<rt>しちょう</rt></ruby>は十日、<ruby>記者会見<rt>きしゃかいけん</rt></ruby>で計画を説明した。",
                    *JA,
                ),
                lang="ja",
            ),
            alone=("市長は十日、記者会見で計画を説明した。", *JA),
        ),
        "in_the_title": Page(
            article(JA_TITLE, p(*JA), lang="ja", h1="港町の古い<ruby>灯台<rt>とうだい</rt></ruby>、来春から一般公開へ"),
            title=JA_TITLE,
            alone=JA,
        ),
        "character_by_character": Page(
            article(
                JA_TITLE,
                p(
                    *JA,
                    "島には<ruby><rb>東</rb><rt>ひがし</rt></ruby><ruby><rb>浜</rb><rt>はま</rt></ruby>という小さな集落がある。",
                ),
                lang="ja",
            ),
            alone=(*JA, "島には東浜という小さな集落がある。"),
            lacks=("ひがし",),
        ),
        "chinese_sounds": Page(
            article(
                ZH_TITLE,
                p(*ZH, "孩子们在墙上写下<ruby>读<rt>dú</rt>书<rt>shū</rt></ruby>二字，作为给图书馆的礼物。"),
                lang="zh",
            ),
            alone=(*ZH, "孩子们在墙上写下读书二字，作为给图书馆的礼物。"),
            lacks=("dú",),
        ),
    },
}
