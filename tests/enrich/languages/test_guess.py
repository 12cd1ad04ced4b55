"""Which language a text is in: enough of it is not English to say so, and hardly any English is taken for another."""

import pytest

from newswire.enrich.languages.guess import guess

FOREIGN = {
    "de": "Die Regierung teilte am Freitag mit, dass rund 1.500 Soldaten im Hafen angekommen seien.",
    "fr": "Le ministère a annoncé vendredi que quelque 1 500 soldats étaient arrivés dans le port.",
    "es": "El ministerio informó el viernes de que unos 1.500 soldados habían llegado al puerto.",
    "it": "Il ministero ha fatto sapere venerdì che circa 1.500 soldati sono arrivati nel porto.",
    "nl": "Het ministerie meldde vrijdag dat er zo'n 1.500 soldaten in de haven zijn aangekomen.",
    "pl": "Ministerstwo poinformowało w piątek, że do portu przybyło około 1500 żołnierzy.",
    "ru": "Министерство сообщило в пятницу, что в порт прибыли около 1500 солдат.",
    "ja": "同省は金曜日、約1500人の兵士が港に到着したと発表した。",
    "ar": "قالت الوزارة يوم الجمعة إن نحو 1500 جندي وصلوا إلى الميناء",
}


@pytest.mark.parametrize("code", FOREIGN)
def test_a_sentence_of_another_language_is_told(code: str) -> None:
    assert guess(FOREIGN[code]) == code


@pytest.mark.parametrize(
    "text",
    [
        "Fire kills 12 people",
        "Kyiv: 1,500 troops",
        "Apple Q3 revenue $85.8bn",
        "Osama bin Laden's son killed, President Trump says",
        "Georgian tennis player Nikoloz Basilashvili arrested",
        "12",
        "",
        "\n",
        "Bayern Munich 3, Borussia Dortmund 1",
        "Top scorers: Juan Soto 41, Teoscar Hernandez 33, Eugenio Suarez 30, Jose Ramirez 39, Marcell Ozuna 39",
    ],
)
def test_short_english_with_foreign_names_is_not_taken_for_another_language(text: str) -> None:
    assert guess(text) in ("en", None)


def test_an_article_of_another_language_with_an_english_quotation_is_still_told() -> None:
    text = " ".join([FOREIGN["de"]] * 5 + ['Er sagte: "We are not going to wait for the others."'])
    assert guess(text) == "de"
