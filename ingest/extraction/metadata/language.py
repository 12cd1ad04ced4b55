"""The language of an article: as its page says, where its words do not belie that."""

import re

from newswire.ingest.extraction.metadata.told import Metadata

_TOLD = re.compile(r"\s*([a-z]{2,3})(?:[-_]|\s*$)", re.I)
_WORD = re.compile(r"[^\W\d_]+")
_SOME = 250  #: words that are looked at
_ENOUGH = 60  #: words that a text needs to belie its page
_LEAST = 0.08  #: share of a language's commonest words in any of its texts; a third of them and more is usual
_COMMON = {
    "en": "the of and to in a is that for on it was with as his he be at by i this had not are but from or have an",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec son à",
    "es": "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha",
    "it": "di e il la che in a per un è del non una i della con le si da al dei sono alla ha gli nel come",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à é",
    "nl": "de van het een en in is dat op te zijn met voor niet aan die er om ook als bij maar door naar hij",
}
#: ISO 639-1, and the languages of the news that have three letters
_ISO_639 = """
aa ab af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cs cv cy da de dv dz ee el en eo es et eu
fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi hr ht hu hy ia id ie ig ii ik is it iu ja jv ka kg ki kk
kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr nv
ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th
ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ast ckb fil hsb dsb yue cmn gsw nds pap tpi
deu ger eng fra fre spa ita por nld dut rus ukr pol ces cze jpn kor zho chi ara heb tur ell gre swe dan nor fin hun ron
rum bul srp hrv ind msa may vie tha hin ben urd fas per
"""
_CODES = frozenset(_ISO_639.split())
_OLD = {"iw": "he", "in": "id", "ji": "yi", "jw": "jv"}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}


def language_of(found: Metadata, text: str) -> tuple[str | None, str]:
    """(code, where it was found): what the page says first, `py3langid` where it is silent or wrong; None unknown."""
    for told, where in found.languages:
        match = _TOLD.match(told)
        if match and (code := _OLD.get(match[1].lower(), match[1].lower())) in _CODES:
            return (code, where) if not _is_belied(code, text) else (_classified(text), "py3langid")
    if len(text) >= 100:
        return _classified(text), "py3langid"
    return None, ""


def _is_belied(code: str, text: str) -> bool:
    """Whether a text of some length has hardly any of the commonest words of a language.

    >>> _is_belied("en", "Der Hafen soll nach zwei Jahren Streit vertieft werden. " * 9)
    True
    """
    common = _WORDS.get(code)
    words = _WORD.findall(text[: 10 * _SOME].lower())[:_SOME]
    return common is not None and len(words) >= _ENOUGH and sum(w in common for w in words) < _LEAST * len(words)


def load_model() -> None:
    """Loads the model of languages, which takes a good part of a second, before the first text needs it."""
    _classified("The first text.")


def _classified(text: str) -> str:
    from py3langid.langid import classify  # loads its model

    return str(classify(text[:5000])[0])
