"""Very short pages, whose paragraphs stay apart."""
# ruff: noqa: E501

from cases.rows import Page, article, p

_KO = ("강원 산간에 대설주의보가 내려졌다.", "도로 세 곳의 통행이 금지됐다.")
_JA = ("首相は五日、北海道を訪問する。", "漁業関係者と会談する予定。")
_ZH = ("本市今晚停水六小时。", "停水从晚上十点开始。")
_TH = ("รถไฟสายเหนือหยุดวิ่งชั่วคราว", "คาดว่าจะเปิดเดินรถพรุ่งนี้เช้า")
_FR = ("Le tunnel est fermé depuis midi.", "La circulation reprendra vers 18 heures.")
_EN = ("A small earthquake shook the coast at 3 a.m.", "Nobody was hurt.", "The power is back on.")

CASES = {
    "very_short": {
        "english_three_lines": Page(article("Quake on the coast", p(*_EN)), title="Quake on the coast", alone=_EN),
        "korean": Page(
            article("강원 대설주의보", p(*_KO), lang="ko"), title="강원 대설주의보", alone=_KO, language="ko"
        ),
        "japanese_in_sections": Page(
            article("首相、北海道へ", "".join(f"<section><p>{part}</p></section>" for part in _JA), lang="ja"),
            title="首相、北海道へ",
            alone=_JA,
            language="ja",
        ),
        "chinese_line_breaks": Page(
            article("今晚停水", f"<div>{'<br><br>'.join(_ZH)}</div>", lang="zh-Hans"),
            title="今晚停水",
            alone=_ZH,
            language="zh",
        ),
        "thai_in_divs": Page(
            article("รถไฟสายเหนือหยุดวิ่ง", "".join(f"<div>{part}</div>" for part in _TH), lang="th"),
            title="รถไฟสายเหนือหยุดวิ่ง",
            alone=_TH,
        ),
        "french_without_a_frame": Page(
            f"<html lang=fr><head><meta charset=utf-8><title>Tunnel fermé</title></head><body><h1>Tunnel fermé</h1>{p(*_FR)}</body></html>",
            title="Tunnel fermé",
            alone=_FR,
        ),
    }
}
