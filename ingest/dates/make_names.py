"""Writes `names.json`: months, weekdays and halves of the day in the languages of news, from CLDR as `babel` ships it.

    python -m ingest.dates.make_names

Once for each new version of CLDR; `babel` is wanted only here.
"""

import json
from pathlib import Path

from babel import Locale

from newswire.ingest.dates.months import bare

_LOCALES = """
    en en_AU en_CA en_ZA de de_AT fr fr_CA es es_MX it pt pt_PT nl sv nb nn da fi is et lv lt pl cs sk hu ro bg hr bs sl
    sr sr_Latn mk sq el tr ru uk be az az_Cyrl kk ky uz uz_Cyrl ka hy ar ar_DZ ar_IQ ar_LB ar_MA ar_TN fa fa_AF ps ckb
    he hi bn ur ta te ml mr gu pa kn or as ne si th lo km my vi id ms fil sw ha yo so af zu am ti mn ca gl eu cy ga mt
    lb fo zh zh_Hant ja ko
"""
#: halves of the day; `night` may be either
_MORNING = ("am", "morning1", "morning2")
_EVENING = ("pm", "afternoon1", "afternoon2", "evening1", "evening2")
_WIDTHS = ("wide", "abbreviated")


def main() -> None:
    """Writes the file."""
    months: dict[str, dict[str, set[str]]] = {}
    days: dict[str, set[int]] = {}
    halves: dict[str, dict[str, set[str]]] = {}
    for code in _LOCALES.split():
        locale = Locale.parse(code)
        language = code.partition("_")[0]
        for context in ("format", "stand-alone"):
            for width in _WIDTHS:
                for number, name in locale.months[context][width].items():
                    _add(months, bare(name), str(number), language)
                for day, name in locale.days[context][width].items():
                    days.setdefault(bare(name), set()).add(day)
                for period, name in locale.day_periods[context].get(width, {}).items():
                    half = "am" if period in _MORNING else "pm" if period in _EVENING else ""
                    if half:
                        _add(halves, bare(name), half, language)
    kept = {
        "months": {n: {k: " ".join(sorted(v)) for k, v in m.items()} for n, m in months.items() if not _is_number(n)},
        "weekdays": {name: sorted(found) for name, found in days.items()},
        # what is a morning in one language and an evening in another tells nothing
        "halves": {n: {k: " ".join(sorted(v)) for k, v in h.items()} for n, h in halves.items() if len(h) == 1},
    }
    text = json.dumps(kept, ensure_ascii=False, indent=0, sort_keys=True)
    (Path(__file__).parent / "names.json").write_text(text + "\n", encoding="utf-8")


def _add(found: dict[str, dict[str, set[str]]], name: str, what: str, language: str) -> None:
    found.setdefault(name, {}).setdefault(what, set()).add(language)


def _is_number(name: str) -> bool:
    """`3月`, `M03`: the forms by numbers have rules of their own."""
    return any(c.isdigit() for c in name)


if __name__ == "__main__":
    main()
