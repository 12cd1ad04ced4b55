"""Pages whose text repeats the title first."""

from cases.rows import Page, article, ld, p
from cases.tune.stories import (
    BRIDGE,
    BRIDGE_TITLE,
    DE,
    DE_TITLE,
    FERRY,
    FERRY_TITLE,
    JA,
    JA_TITLE,
    RU,
    RU_TITLE,
    SCHOOL,
    SCHOOL_TITLE,
)

CASES = {
    "title_repeated": {
        "as_a_paragraph": Page(
            article(FERRY_TITLE, p(FERRY_TITLE, *FERRY)), title=FERRY_TITLE, alone=FERRY, lacks=(FERRY_TITLE,)
        ),
        "in_bold": Page(
            article(SCHOOL_TITLE, p(f"<strong>{SCHOOL_TITLE}</strong>", *SCHOOL)),
            title=SCHOOL_TITLE,
            alone=SCHOOL,
            lacks=(SCHOOL_TITLE,),
        ),
        "as_a_h2_in_capitals": Page(
            article(BRIDGE_TITLE, f"<h2>{BRIDGE_TITLE.upper()}</h2>{p(*BRIDGE)}"),
            title=BRIDGE_TITLE,
            alone=BRIDGE,
            lacks=(BRIDGE_TITLE.upper(),),
        ),
        "before_line_breaks": Page(
            article(DE_TITLE, f"<div>{DE_TITLE}<br><br>{'<br><br>'.join(DE)}</div>", lang="de"),
            title=DE_TITLE,
            alone=DE,
            lacks=(DE_TITLE,),
        ),
        "japanese": Page(article(JA_TITLE, p(JA_TITLE, *JA), lang="ja"), title=JA_TITLE, alone=JA, lacks=(JA_TITLE,)),
        "russian_with_full_stop_and_data": Page(
            article(RU_TITLE, p(f"<b>{RU_TITLE}.</b>", *RU), lang="ru", head=ld(headline=RU_TITLE)),
            title=RU_TITLE,
            alone=RU,
            lacks=(RU_TITLE,),
        ),
    }
}
