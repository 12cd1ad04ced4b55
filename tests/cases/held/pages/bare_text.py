"""Text with no element of its own, between and after blocks."""
# ruff: noqa: E501

from cases.held.stories import CLOCK, CLOCK_TITLE, FR, FR_TITLE, MUSEUM, MUSEUM_TITLE, TH, TH_TITLE, WOLF, WOLF_TITLE
from cases.rows import Page, article, p

CASES = {
    "bare_text": {
        "between_headings": Page(
            article(
                MUSEUM_TITLE,
                f"{MUSEUM[0]}<h3>Nine years of work</h3>{MUSEUM[1]}<h3>A heap of rust</h3>{MUSEUM[2]}{p(MUSEUM[3])}",
            ),
            alone=(*MUSEUM, "Nine years of work", "A heap of rust"),
        ),
        "after_a_table": Page(
            article(
                WOLF_TITLE,
                f"{p(WOLF[0])}<table><tr><th>Year</th><th>Animals lost</th></tr><tr><td>2024</td><td>17</td></tr><tr><td>2025</td><td>60</td></tr></table>{WOLF[1]}{p(WOLF[2])}",
            ),
            alone=WOLF,
        ),
        "after_an_embedded_film": Page(
            article(
                CLOCK_TITLE,
                f'{p(CLOCK[0])}<div class="embed"><iframe src="https://video.example/1"></iframe></div>{CLOCK[1]}<div></div>{CLOCK[2]}',
            ),
            alone=CLOCK,
        ),
        "thai_between_divs": Page(article(TH_TITLE, f"{TH[0]}<div>{TH[1]}</div>{TH[2]}", lang="th"), alone=TH),
        "broken_out_by_an_inner_block": Page(
            article(FR_TITLE, f"<p>{FR[0]}<div>{FR[1]}</div>{FR[2]}</p>", lang="fr"), alone=FR
        ),
    }
}
