"""Pages that use h1 for the subheadings of the story."""
# ruff: noqa: E501

from cases.held.stories import CLOCK, CLOCK_TITLE, FR, FR_TITLE, JA, JA_TITLE, MUSEUM, MUSEUM_TITLE, UK, UK_TITLE
from cases.rows import Page, article, p

CASES = {
    "h1_as_subheading": {
        "every_second_paragraph": Page(
            article(
                MUSEUM_TITLE,
                f"{p(*MUSEUM[:2])}<h1><strong>Found behind a sugar mill</strong></h1>{p(MUSEUM[2])}<h1><strong>Every Sunday</strong></h1>{p(MUSEUM[3])}",
            ),
            title=MUSEUM_TITLE,
            alone=(*MUSEUM, "Found behind a sugar mill", "Every Sunday"),
        ),
        "question_as_subheading": Page(
            article(
                FR_TITLE,
                f"{p(FR[0])}<h1 id='q1'>Que fait un gardien ?</h1>{p(FR[1])}<h1 id='q2'>Quand le choix sera-t-il connu ?</h1>{p(FR[2])}",
                lang="fr",
            ),
            title=FR_TITLE,
            alone=(*FR, "Que fait un gardien ?", "Quand le choix sera-t-il connu ?"),
        ),
        "headline_in_the_page_header": Page(
            f"<html lang='en'><head><title>{CLOCK_TITLE}</title></head><body><header><h1>{CLOCK_TITLE}</h1></header><main>{p(CLOCK[0])}<h1>A grandson's gift</h1>{p(CLOCK[1])}<h1>Not at night?</h1>{p(CLOCK[2])}</main></body></html>",
            title=CLOCK_TITLE,
            alone=(*CLOCK, "A grandson's gift", "Not at night?"),
        ),
        "japanese": Page(
            article(JA_TITLE, f"{p(JA[0])}<h1>校舎は集会所に</h1>{p(JA[1])}<h1>大きな拍手</h1>{p(JA[2])}", lang="ja"),
            title=JA_TITLE,
            alone=(*JA, "校舎は集会所に", "大きな拍手"),
        ),
        "ukrainian_before_the_first_paragraph": Page(
            article(
                UK_TITLE,
                f"<h1>Набрати й надрукувати</h1>{p(UK[0])}<h1>Верстати столітньої давнини</h1>{p(*UK[1:])}",
                lang="uk",
                head=f'<meta property="og:title" content="{UK_TITLE}">',
            ),
            title=UK_TITLE,
            alone=(*UK, "Верстати столітньої давнини"),
        ),
    }
}
