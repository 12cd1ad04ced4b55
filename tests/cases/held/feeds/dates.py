"""Dates of RSS with the names of months in many languages, long and short."""

from cases.rows import Feed, rss

_TIME = "2026-05-14T16:05:00Z"


def _dates(language: str, *dates: str, gold: str = _TIME) -> Feed:
    items = [f"<title>A</title><pubDate>{date}</pubDate>" for date in dates]
    return Feed(rss(*items, channel=f"<language>{language}</language>"), [{"published": gold}] * len(dates))


CASES = {
    "months": {
        "german_december": _dates(
            "de", "Mi, 10 Dez 2025 18:05:00 +0100", "10. Dezember 2025 18:05:00 +0100", gold="2025-12-10T17:05:00Z"
        ),
        "french_august": _dates(
            "fr", "jeu., 14 août 2025 18:05:00 +0200", "jeu, 14 aoû 2025 18:05:00 +0200", gold="2025-08-14T16:05:00Z"
        ),
        "spanish_august": _dates(
            "es",
            "jue, 14 ago 2025 18:05:00 +0200",
            "jueves, 14 de agosto de 2025 18:05:00 +0200",
            gold="2025-08-14T16:05:00Z",
        ),
        "portuguese_may": _dates(
            "pt", "qui, 14 mai 2026 18:05:00 +0200", "quinta-feira, 14 de maio de 2026 18:05:00 +0200"
        ),
        "swedish": _dates("sv", "tors, 14 maj 2026 18:05:00 +0200", "torsdag 14 maj 2026 18:05:00 +0200"),
        "czech": _dates("cs", "Čt, 14 kvě 2026 18:05:00 +0200", "čtvrtek 14. května 2026 18:05:00 +0200"),
        "hungarian": _dates("hu", "cs, 14 máj. 2026 18:05:00 +0200", "cs., 14 május 2026 18:05:00 +0200"),
        "finnish": _dates(
            "fi",
            "to, 14 touko 2026 18:05:00 +0300",
            "to 14. toukokuuta 2026 18:05:00 +0300",
            gold="2026-05-14T15:05:00Z",
        ),
        "ukrainian": _dates(
            "uk", "Чт, 14 тра 2026 18:05:00 +0300", "четвер, 14 травня 2026 18:05:00 +0300", gold="2026-05-14T15:05:00Z"
        ),
        "greek": _dates(
            "el", "Πεμ, 14 Μαΐ 2026 18:05:00 +0300", "Πέμ, 14 Μαΐου 2026 18:05:00 +0300", gold="2026-05-14T15:05:00Z"
        ),
        "indonesian": _dates(
            "id", "Kam, 14 Mei 2026 18:05:00 +0700", "Kamis, 14 Mei 2026 18:05:00 +0700", gold="2026-05-14T11:05:00Z"
        ),
        "romanian": _dates(
            "ro", "joi, 14 mai 2026 18:05:00 +0300", "joi, 14 mai. 2026 18:05:00 +0300", gold="2026-05-14T15:05:00Z"
        ),
        "croatian_months_of_their_own": _dates(
            "hr", "čet, 14 svi 2026 18:05:00 +0200", "četvrtak, 14. svibnja 2026. 18:05:00 +0200"
        ),
    }
}
