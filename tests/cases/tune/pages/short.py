"""Very short pages, whose paragraphs stay apart."""

from cases.rows import Page, article, p

_HARBOUR = ("The harbour was closed on Sunday because of the storm.", "It will open again on Monday at noon.")
_JA = ("十日午後三時ごろ、沖合で地震があった。", "津波の心配はない。")
_ZH = ("台风今晨登陆。", "全市学校停课一天。", "机场航班已全部取消。")
_TH = ("ฝนตกหนักในกรุงเทพฯ เมื่อคืนนี้", "ถนนหลายสายมีน้ำท่วมขัง")
_DE = ("Die A 7 ist seit dem Morgen gesperrt.", "Grund ist ein Unfall mit zwei Lastwagen.")

CASES = {
    "very_short": {
        "english": Page(article("Harbour closed", p(*_HARBOUR)), title="Harbour closed", alone=_HARBOUR),
        "japanese": Page(article("沖合で地震", p(*_JA), lang="ja"), title="沖合で地震", alone=_JA, language="ja"),
        "chinese": Page(article("台风登陆", p(*_ZH), lang="zh-CN"), title="台风登陆", alone=_ZH, language="zh"),
        "thai": Page(article("กรุงเทพฯ ฝนตกหนัก", p(*_TH), lang="th"), title="กรุงเทพฯ ฝนตกหนัก", alone=_TH, language="th"),
        "german_line_breaks": Page(
            article("A 7 gesperrt", f"<div>{'<br><br>'.join(_DE)}</div>", lang="de"), title="A 7 gesperrt", alone=_DE
        ),
        "chinese_in_divs": Page(
            article("台风登陆", "".join(f"<div>{part}</div>" for part in _ZH), lang="zh-CN"),
            title="台风登陆",
            alone=_ZH,
        ),
        "japanese_line_breaks": Page(
            article("沖合で地震", f"<div class='honbun'>{'<br><br>'.join(_JA)}</div>", lang="ja"), alone=_JA
        ),
    }
}
