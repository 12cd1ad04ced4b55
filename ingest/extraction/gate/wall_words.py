"""What walls say, as phrases and ideas in the languages that news is written in: read from `walls.toml`.

A phrase is a sign wherever it stands in a notice. An idea is one only where nothing else is told, or where two meet
in one notice ("keep reading" with "account"). All but ADDRESS are over text in lower case.
"""

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files

_TABLES = tomllib.loads((files("newswire.ingest.extraction.gate") / "walls.toml").read_text("utf-8"))


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    # no IGNORECASE: without it a branch whose first letter differs costs next to nothing
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _ideas(name: str) -> dict[str, re.Pattern[str]]:
    return {idea: _any(word.replace(" ", r"\s") for word in words) for idea, words in _TABLES["ideas"][name].items()}


_PHRASES = _TABLES["phrases"]
#: a machine asks whether we are one
CHALLENGE = _any(_PHRASES["challenge"])
#: may we use your data: several of these together
CONSENT = {name: _any(patterns) for name, patterns in _PHRASES["consent"].items()}
#: only who pays or has an account may read on
PAYWALL = _any(_PHRASES["paywall"])
#: log in here, and nothing else
LOGIN = _any(_PHRASES["login"])
#: what was here is not here; of a title, a heading or a short notice
GONE = _any(_PHRASES["gone"])
#: nothing is shown without scripts
SHELL = _any(_PHRASES["shell"])

CHALLENGE_MARK = _any(_TABLES["marks"]["challenge"])
PAYWALL_MARK = _any(_TABLES["marks"]["paywall"])

#: the words of somebody who wants something of the reader: walls speak so, reports do not
ADDRESS = re.compile(rf"\b(?:{'|'.join(_TABLES['address']['words'])})\b|{'|'.join(_TABLES['address']['signs'])}")

CONSENT_IDEAS, CHALLENGE_IDEAS, GONE_IDEAS = _ideas("consent"), _ideas("challenge"), _ideas("gone")
#: to read on, and what it takes: a notice with both is a call to pay or register
PAYWALL_IDEAS = _ideas("paywall")
SHELL_IDEAS = _ideas("shell")
#: a letter, not the article
LETTER = _ideas("letter")["letter"]

#: where sites have their walls
CONSENT_HOST = re.compile(r"^(?:consent|cmp|privacy|guce|cookies?|zustimmung)\.|\.consent\.", re.I)
CONSENT_PATH = re.compile(
    r"/(?:consent|collectconsent|cookie-?(?:wall|consent|policy-accept)|privacy-?(?:gate|wall|prompt)|gdpr|zustimmung|"
    r"consent-management|dsgvo|pur-?wall|einwilligung)(?:/|$|\.|-)",
    re.I,
)
LOGIN_PATH = re.compile(
    r"/(?:log-?in|sign-?in|signin|anmelden|connexion|acceso|accounts?/login|sso|auth)(?:/|$|\.)", re.I
)


def ideas_in(lows: Iterable[str], ideas: dict[str, re.Pattern[str]]) -> set[str]:
    """Which of the ideas any of the texts, in lower case, has a word for."""
    return {name for low in lows for name, words in ideas.items() if words.search(low)}
