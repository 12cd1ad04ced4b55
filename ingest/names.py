"""Several names in one string, as feeds and bylines write them: "By Ada Byron, Li Na and Jean Weiss".

What parts two names in one string belongs to a single name in another ("Weiss, Jean", "José Ortega y Gasset",
"Harbour & Sons"). So a string is cut only where both sides are names by themselves; in doubt it stays whole.
"""

import re
from typing import NamedTuple

from newswire.ingest import name_words as words

#: longer ones are not a byline
_MAX_CHARS = 500
_BLANKS = re.compile(r"\s+")
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_WORD_MARKS = "\u0300-\u036f\u0900-\u0dff\u0e31-\u0e4e"
_NAME_WORD = re.compile(rf"[^\W\d_][\w{_WORD_MARKS}.'’ʼ\u200c\u200d\u00ad-]*|[‘'’]\w+")


class _Part(NamedTuple):
    kind: str  #: what stands before it: conj, comma, slash, or nothing
    sign: str  #: the same as written
    text: str


def split_names(text: str) -> list[str]:
    """The names in a string, in their order: without "By", roles, degrees and places; a name in doubt stays whole.

    A comma parts whole names, or a name from a role; else it belongs to one name.

    >>> split_names("By Ada Byron, Li Na and Jean Weiss"), split_names("Von Max Kuhn und Eva Roth")
    (['Ada Byron', 'Li Na', 'Jean Weiss'], ['Max Kuhn', 'Eva Roth'])
    >>> split_names("Weiss, Jean"), split_names("José Ortega y Gasset"), split_names("Ada Byron, Senior Editor")
    (['Weiss, Jean'], ['José Ortega y Gasset'], ['Ada Byron'])
    """
    if len(text) > _MAX_CHARS:  # without the name that the end is in
        text = text[:_MAX_CHARS].rpartition(",")[0] or text[:_MAX_CHARS]
    outside = _IN_BRACKETS.sub(" ", text)  # Ada Byron (Harbour Post)
    text = outside if re.search(r"\w", outside) else text
    text = without_by(_BLANKS.sub(" ", text.replace("\n", ";")))
    found = [name for piece in words.STRONG.split(text) for name in _cut(without_by(piece))]
    return list({name.casefold(): name for name in reversed(found) if _may_be_name(name)}.values())[::-1]


def _may_be_name(name: str) -> bool:
    return bool(re.search(r"\w", name)) and not words.NO_NAME.fullmatch(name)


def without_by(text: str) -> str:
    """A byline without its "By", "Written by", "Von", "Par", "Autor:" ...

    >>> without_by("Written by Ada Byron"), without_by("Von Miller"), without_by("Byron Lee")
    ('Ada Byron', 'Von Miller', 'Byron Lee')
    """
    before = None
    while text != before:
        before, text = text, text.strip(" ,;:|")
        for lead in (words.LABEL, words.BY, words.BY_OR_NAME):
            if (found := lead.match(text)) and (found.end() < len(text) or lead is words.BY):
                text = text[found.end() :]
                break
    return text


def _cut(text: str) -> list[str]:
    """The names in a piece of a byline that no strong sign divides."""
    if " " not in text or words.HAN.search(text):
        text = words.WEAK_FOR_HAN.sub(" & ", text)
    parts = list(_parts(text))
    many = sum(_is_name(part.text) for part in parts) > 1
    made: list[str] = []
    for at, part in enumerate(parts):
        after = parts[at + 1] if at + 1 < len(parts) else None
        if not made:
            made.append(part.text)
        elif words.SUFFIX.fullmatch(part.text) and part.kind == "comma":
            made[-1] += part.sign + part.text
        elif _is_name(made[-1]) and (
            words.OTHERS.fullmatch(part.text) or (part.kind != "conj" and _is_role(part.text))
        ):
            continue
        elif _parts_two(made, part, after, many):
            made.append(part.text)
        elif _is_whole(made[-1]) and part.kind == "comma" and " " not in part.text:
            continue  # Ada Byron, London
        else:
            made[-1] += part.sign + part.text
    return [re.sub(r"^[ ,(\[]+|[ ,)\]]+$", "", name) for name in made]


def _parts(text: str) -> list[_Part]:
    at, kind, sign, parts = 0, "", "", []
    for found in words.WEAK.finditer(text):
        parts.append(_Part(kind, sign, words.AFTER.sub("", text[at : found.start()])))
        at, kind, sign = found.end(), found.lastgroup or "", found[0]
    parts.append(_Part(kind, sign, words.AFTER.sub("", text[at:])))
    return [part for part in parts if part.text] or parts[:1]


def _parts_two(made: list[str], part: _Part, after: _Part | None, many: bool) -> bool:
    """Whether the sign before a part stands between two names."""
    left, right = made[-1], part.text
    if words.AGENCY.fullmatch(left) or words.AGENCY.fullmatch(right):
        return part.kind != "conj" or _is_name(left) or _is_name(right)
    if part.kind == "comma":
        listed = many and _is_whole(left) and _is_one(right)
        return listed or (_is_name(right) and (_is_name(left) or (many and len(made) > 1)))
    inverted = "," in left and after is not None and after.kind == "comma" and _is_one(right) and _is_one(after.text)
    listed = len(made) > 1 and _is_one(right)
    if words.TOGETHER.fullmatch(left) or words.TOGETHER.fullmatch(right):  # the desk and one of its writers
        left, right = (right, left) if words.TOGETHER.fullmatch(left) else (left, right)
        return _is_name(left) and not words.DESK.search(left)
    return (_is_name(left) and not words.DESK.search(left) and (_is_name(right) or listed)) or inverted


def _is_role(text: str) -> bool:
    return bool(words.ROLE.search(text)) and not words.AGENCY.fullmatch(text)


def _is_one(text: str) -> bool:
    return bool(_NAME_WORD.fullmatch(text)) and not text[0].islower()


def _is_name(text: str) -> bool:
    """Whether a text can stand alone as a whole name: of two words or more, or written without spaces."""
    name, _, last = text.rpartition(", ")
    if name and words.SUFFIX.fullmatch(last):
        return _is_whole(name)
    if name:  # Weiss, Jean
        return _is_one(name) and _is_one(last)
    return _is_whole(text)


def _is_whole(text: str) -> bool:
    each = text.split()
    if len(each) == 1:
        return bool(words.HAN.fullmatch(text))
    if not 2 <= len(each) <= 6 or not all(_NAME_WORD.fullmatch(word) for word in each) or words.ROLE.search(text):
        return False
    small = [word for word in each if word[0].islower() and word.lower() not in words.PARTICLES]
    return not small or (len(small) == len(each) <= 3)
