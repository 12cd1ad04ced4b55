"""Characters that a page writes by raising, lowering or explaining others: as Unicode writes them.

Exponents, isotopes, ions and formulas become superscript and subscript digits, marks of footnotes and the readings
above Japanese and Chinese characters go, and what is only set higher, as in 1st, joins its word.
"""

import re

from lxml.etree import XPath
from lxml.html import HtmlElement

_RAISED = str.maketrans("0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_NUMBER = re.compile(r"[+−–-]?\d+|\d*[+−–-]|[ni]")
_DECIMAL = re.compile(r"[+−–-]?\d+[.,/]\d+")
#: a mark in brackets or of a list of marks, or a sign that is nothing else
_MARK = re.compile(r"[\[(［（【].{1,20}[\])］）】]|[*†‡§¶#↑↩︎^⁎※]+|\d{1,3}\)|\d{1,3}(?:\s?[,;–-]\s?\d{1,3})+")
_COUNTER = re.compile(r"\d{1,3}|[a-z]|[ivx]{1,4}", re.I)
_NOTE = re.compile(r"(?:^|[\s_-])(?:foot|end)?-?note|reference|citation|cite|\bfn\b|noteref", re.I)
#: what a number is raised above: a number, a bracket, one letter of a formula, a unit of length, time or the like
_BASE = re.compile(
    r"(?:\d|[)\]|]|(?<![^\W\d_])(?:[^\W\d_]|[kcdmµμn]m|[кдс]м|мм|ft|in|yd|mi|cm|kg|mol|CO|NO|SO|mc|Hz|Pa))$"
)
_POWER = re.compile(r"[×·x*]\s?10\s?$|(?<!\d)10\s$")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d$")
_PRICE = re.compile(r"(?:[$€£¥₹]|\b(?:EUR|USD|Rs\.?))\s?\d{1,4}$")
_TAGS = ("sup", "sub", "rt", "rp", "rtc")
_TO_NOTE = XPath("descendant::a[starts-with(@href, '#')][not(*)][string-length(text()) < 6]")


def write_characters(tree: HtmlElement) -> None:
    """Rewrites what is raised, lowered or read aloud in a page, in place."""
    for element in list(tree.iter(*_TAGS)):
        if element.getparent() is None:
            continue
        if element.tag in ("rt", "rp", "rtc"):
            element.drop_tree()
        else:
            _write(element)
    for link in _TO_NOTE(tree):
        said = (link.text or "").strip()
        if _COUNTER.fullmatch(said) and _NOTE.search(_told(link)):
            link.drop_tree()


def _write(element: HtmlElement) -> None:
    said = "".join(element.itertext()).strip()
    if not said:
        element.drop_tree()
    elif element.tag == "sub":
        _replace(element, said.translate(_LOWERED) if _NUMBER.fullmatch(said) and not said.isalpha() else None)
    elif _is_note(element, said):
        element.drop_tree()
    elif _DECIMAL.fullmatch(said):
        _replace(element, f"^{said}")
    elif _NUMBER.fullmatch(said) and not (said.isalpha() and not _before(element)[-1:].isalnum()):
        cents = len(said) == 2 and _PRICE.search(_before(element))
        _replace(element, f".{said}" if cents else said.translate(_RAISED))
    else:
        _replace(element, None)


def _replace(element: HtmlElement, text: str | None) -> None:
    """The text in place of the element; None leaves what is in it as it stands."""
    if text is not None:
        for child in list(element):
            element.remove(child)
        element.text = text
    element.drop_tag()


def _is_note(element: HtmlElement, said: str) -> bool:
    """Whether a raised text is the mark of a note and not a part of the sentence."""
    if _MARK.fullmatch(said):
        return True
    link = next(element.iter("a"), None)
    if link is None:
        around = element.getparent()
        if around.tag == "a" and "".join(around.itertext()).strip() == said:
            link = around
    before, after = _before(element), (element.tail or "")[:1]
    if link is not None and _COUNTER.fullmatch(said) and ("#" in (link.get("href") or "") or not _BASE.search(before)):
        return True
    if _NOTE.search(_told(element)):
        return True
    if said.isdigit():
        if _POWER.search(before):
            return False
        if not before.strip() or before[-1:] in " \u00a0(":  # an isotope, where an element's sign follows
            return not after.isalpha()
        return not _BASE.search(before) or (_YEAR.search(before) is not None and len(said) < 3)
    # a letter above a word; above a number it is an ordinal, and after a capital an abbreviation
    return len(said) == 1 and said.isalpha() and re.search(r"[^\W\d_]{4}$|[.,;:!?”\"]$", before) is not None


def _told(element: HtmlElement) -> str:
    """What an element and its link say of themselves."""
    said = [element.get(name) or "" for name in ("class", "id", "role", "epub:type", "rel")]
    said += [a.get(name) or "" for a in element.iter("a") for name in ("href", "class")]
    return " ".join(said)


def _before(element: HtmlElement) -> str:
    """The last 40 characters at most of what stands right before an element in its line.

    No more: rules look at its end, and a line of many notes grows with each that goes.
    """
    while True:
        previous = element.getprevious()
        if previous is not None:
            return (previous.tail or "".join(previous.itertext()))[-40:]
        parent = element.getparent()
        if parent is None:
            return ""
        if parent.text or parent.tag in ("p", "div", "li", "td", "th", "h1", "h2", "h3", "h4", "blockquote", "body"):
            return (parent.text or "")[-40:]
        element = parent
