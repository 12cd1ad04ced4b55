"""Dates of RSS with the names of months in many languages, long and short."""

from cases.rows import Feed, rss

_TIME = "2026-03-04T08:30:00Z"


def _dates(language: str, *dates: str, gold: str = _TIME) -> Feed:
    items = [f"<title>A</title><pubDate>{date}</pubDate>" for date in dates]
    return Feed(rss(*items, channel=f"<language>{language}</language>"), [{"published": gold}] * len(dates))


CASES = {
    "months": {
        "german": _dates("de", "Mi, 04 Mär 2026 09:30:00 +0100", "Mittwoch, 4. März 2026 09:30:00 +0100"),
        "french": _dates("fr", "mer., 04 mars 2026 09:30:00 +0100", "mercredi 4 mars 2026 09:30:00 +0100"),
        "french_winter": _dates(
            "fr", "mar., 03 févr. 2026 09:30:00 +0100", "mar. 03 fév 2026 09:30:00 +0100", gold="2026-02-03T08:30:00Z"
        ),
        "spanish": _dates("es", "mié, 04 mar 2026 09:30:00 +0100", "miércoles, 04 marzo 2026 09:30:00 +0100"),
        "spanish_january": _dates("es", "lun, 05 ene 2026 09:30:00 +0100", gold="2026-01-05T08:30:00Z"),
        "portuguese": _dates("pt", "Qua, 04 Fev 2026 09:30:00 +0100", gold="2026-02-04T08:30:00Z"),
        "italian": Feed(
            rss(
                "<title>A</title><pubDate>mer, 06 mag 2026 09:30:00 +0200</pubDate>",
                "<title>B</title><pubDate>ven, 02 gen 2026 09:30:00 +0100</pubDate>",
                channel="<language>it</language>",
            ),
            [{"published": "2026-05-06T07:30:00Z"}, {"published": "2026-01-02T08:30:00Z"}],
        ),
        "polish": _dates("pl", "śr., 04 mar 2026 09:30:00 +0100", "środa, 4 marca 2026 09:30:00 +0100"),
        "russian": _dates("ru", "Ср, 04 мар 2026 09:30:00 +0100", "среда, 4 марта 2026 09:30:00 +0100"),
        "turkish": _dates("tr", "Çar, 04 Mar 2026 09:30:00 +0100", "Çarşamba, 04 Mart 2026 09:30:00 +0100"),
        "dutch": _dates("nl", "wo, 04 mrt 2026 09:30:00 +0100", "woensdag 4 maart 2026 09:30:00 +0100"),
    }
}
