"""The walls that stand in front of articles, each told by what it says: consent, challenge, paywall, error, shell.

A phrase (`walls.toml`) counts in a notice: a heading, a button, a line. In prose it does not, unless that speaks to
the reader, as articles are written about cookies, paywalls and errors, too. Single ideas count where nothing
else is told.
"""

import re
from urllib.parse import urlsplit

from newswire.ingest.extraction.gate import wall_words as words
from newswire.ingest.extraction.gate.lines import ENDS, asks, asks_consent, is_about, speaks
from newswire.ingest.extraction.gate.shown import PROSE, Block, Evidence
from newswire.ingest.extraction.weight import weight

#: characters of body from which a page is believed, unless all of it asks for consent
LONG = 2400
#: characters of prose that is about anything else, from which it is not a wall of consent
_PROSE_BESIDE = 400
#: characters of a body from which on a call to subscribe is taken for a promotion
_STUB = 1600
#: below which one call is enough
_SHORT = 900
#: characters of other text up to which a page shows nothing but a wall
_NOTHING = 100
#: characters of a line that says one thing
_LINE = 60
#: characters that a page of an error or a challenge shows at most, links and margins aside
_SHOWN = 600
#: statuses that a page behind a wall may come with
_REFUSED = frozenset({401, 402, 403, 405, 406, 418, 429, 451, 503})
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*$")


class Walls:
    """The signs of one page. "Beside" is what is said about anything else than the wall in question."""

    def __init__(self, e: Evidence) -> None:
        self.e = e
        self.blocks = e.shown.blocks
        self.notices = [b for b in self.blocks if weight(b.text) < PROSE or b.heading]
        self.prose = [
            b for b in self.blocks if weight(b.text) >= PROSE and not b.heading and b.linked * 2 < len(b.text)
        ]
        self.paragraphs = [Block(p, p.lower()) for p in e.body.split("\n\n") if p]
        self.titles = [title.lower() for title in e.titles]
        self.unscripted = e.shown.unscripted.lower()

    def is_all_consent(self) -> bool:
        """Of a long body: vendors and purposes fill screens, and each paragraph of them asks."""
        told = [p for p in self.paragraphs if weight(p.text) > 60]
        if self.e.is_article or not told or not all(asks_consent(p) for p in told[:3]):
            return False
        asked, length = sum(weight(p.text) for p in told if asks_consent(p)), sum(weight(p.text) for p in told)
        return len(words.ideas_in((p.low for p in told), words.CONSENT_IDEAS)) >= 3 and asked * 5 > 4 * length

    def is_challenge(self) -> bool:
        if weight(self.e.body) >= _SHORT:
            return False
        said = {b.low[:60] for b in self.blocks if speaks(b, (words.CHALLENGE,))}
        named = any(words.CHALLENGE.search(title) for title in self.titles)
        marked = words.CHALLENGE_MARK.search(self.e.markup.lower()) is not None
        beside = max(self._beside(words.CHALLENGE), self._body_beside(words.CHALLENGE))
        if said or named:
            if len(said) + named == 1 and "cookies" in words.ideas_in(
                (b.low for b in self.blocks), words.CONSENT_IDEAS
            ):
                return False
            # one sign alone may be the headline of a report
            signs = len(said) + (named and not any(text in title for text in said for title in self.titles))
            sure = signs > 1 or (marked and not self.e.is_article) or self.e.status in _REFUSED
            return beside < (_PROSE_BESIDE if sure else _NOTHING)
        if self.e.shown.length >= 800 or weight(self.e.body) >= _NOTHING:
            return False
        return marked or words.CHALLENGE.search(self.unscripted) is not None

    def is_consent(self) -> bool:
        parts = urlsplit(self.e.url)
        if words.CONSENT_HOST.search(parts.hostname or "") or words.CONSENT_PATH.search(parts.path):
            return bool(words.ideas_in((b.low for b in self.blocks), words.CONSENT_IDEAS)) or not self.e.body
        rest = 0.0  # a short report with a banner is still a report
        for p in self.paragraphs:
            if weight(p.text) > 60 and not speaks(p, words.CONSENT.values(), 0) and not asks_consent(p):
                rest += weight(p.text)
                if rest >= _NOTHING:
                    return False
        about = {name for name, phrases in words.CONSENT.items() if any(phrases.search(b.low) for b in self.blocks)}
        if len(about) < 2 or ("choice" not in about and len(about) < 3):
            return False
        said = sum(weight(b.text) for b in self.prose if speaks(b, words.CONSENT.values()))
        beside = sum(weight(b.text) for b in self.prose) - said
        return beside < _PROSE_BESIDE or (len(about) >= 4 and said > beside and not self.e.is_article)

    def is_gone(self) -> bool:
        heads = [*self.titles, *(b.low for b in self.blocks if b.heading)]
        teasers = self.e.linked_headings >= 3 and not self.e.is_article
        if any(words.GONE.search(head[:200]) for head in heads):
            beside, own = self._beside(words.GONE), self._body_beside(words.GONE)
            return (beside < _PROSE_BESIDE and own < (150 if self.e.is_article else 600)) or teasers
        said = next(
            (n for n, b in enumerate(self.blocks[:60]) if weight(b.text) < PROSE and words.GONE.search(b.low)), None
        )
        if said is None or self._beside(words.GONE) >= 150:
            return False
        # below a report it is something else that is gone
        above = [b for b in self.blocks[:said] if weight(b.text) >= 60 and not b.heading and b.linked * 2 < len(b.text)]
        return not above and (teasers or self._body_beside(words.GONE) < 150)

    def is_login(self) -> bool:
        heads = (*self.titles, *(b.low for b in self.blocks if b.heading))
        asked = any(words.LOGIN.search(head) for head in heads)
        at_login = bool(words.LOGIN_PATH.search(urlsplit(self.e.url).path))
        if not asked + self.e.shown.password + at_login >= 2:
            return False
        empty = (
            self._beside(words.LOGIN, words.PAYWALL) < 250 and self._body_beside(words.LOGIN, words.PAYWALL) < _NOTHING
        )
        return empty

    def is_stub(self) -> bool:
        """The beginning of an article, and a call to pay or register for the rest."""
        if not self.e.free:  # believed, unless what is there is too long for a stub
            missing = self.e.words > 50 and len(self.e.body.split()) < 0.6 * self.e.words
            return weight(self.e.body) < _STUB or missing
        if weight(self.e.body) >= LONG:
            return False
        body = [p for p in self.paragraphs if not words.PAYWALL.search(p.low)]
        length = sum(weight(p.text) for p in body)
        if length >= _STUB or not (calls := self._calls()):
            return False
        cut = bool(body) and bool(_CUT.search(body[-1].text) or not ENDS.search(body[-1].text))
        return len(calls) > 1 or cut or bool(words.PAYWALL_MARK.search(self.e.markup.lower())) or length < _SHORT

    def _calls(self) -> set[str]:
        """What asks to pay or register for the rest; in the margins it asks for the site's sake."""
        calls: set[str] = set()
        before: list[set[str]] = []
        for b in self.blocks:
            asking = not b.margin and (weight(b.text) < PROSE or b.heading) and not words.LETTER.search(b.low)
            # a report tells of prices and accounts in whole sentences, and to nobody in particular
            told = weight(b.text) >= _LINE and bool(ENDS.search(b.text)) and not asks(b.text)
            about = words.ideas_in([b.low], words.PAYWALL_IDEAS) if asking and not told else set()
            near = about.union(*before[-2:])
            if asking and (words.PAYWALL.search(b.low) or (about and len(near) == len(words.PAYWALL_IDEAS))):
                calls.add(b.text)
            before.append(about)
        return calls

    def is_shell(self) -> bool:
        asked = any(words.SHELL.search(text) for text in (self.unscripted, *(b.low for b in self.notices[:20])))
        if weight(self.e.body) < 200 and words.ideas_in([self.unscripted], words.SHELL_IDEAS):
            asked = asked or self._rest([b for b in self.blocks if not b.margin], words.SHELL_IDEAS) < 200
        if self.e.shown.length < 400 and weight(self.e.body) < 200:
            return asked or (not self.e.body and self.e.scripts > 0)
        return not self.e.body and asked and self._beside(words.SHELL) < _PROSE_BESIDE

    def bare(self) -> str | None:
        """The wall that a page is of which nothing else is shown: by the ideas that its few words hold."""
        if weight(self.e.body) >= _SHORT or self.e.shown.length > LONG:
            return None
        if self.e.is_article and weight(self.e.body) >= _NOTHING:
            return None
        told = [b for b in self.blocks if not b.margin and b.linked * 2 <= len(b.text)]
        texts = [*self.titles, *(b.low for b in told), *(b.low for b in self.notices if b.linked and not b.margin)]
        about = {
            "challenge": words.ideas_in(texts, words.CHALLENGE_IDEAS),
            "consent": words.ideas_in(texts, words.CONSENT_IDEAS),
            "gone": words.ideas_in((t for t in texts if len(t) < PROSE), words.GONE_IDEAS),
        }
        for wall, ideas, needed in (
            ("challenge", words.CHALLENGE_IDEAS, {"machine", "test", "barred", "traffic"}),
            ("consent", words.CONSENT_IDEAS, {"cookies", "consent", "privacy"}),
            ("gone", words.GONE_IDEAS, {"away"}),
        ):
            least = 1 + (self.e.shown.buttons == 0) if wall == "consent" else 2
            if wall != "consent" and sum(weight(b.text) for b in told) > _SHOWN:
                continue
            if len(about[wall]) >= least and about[wall] & needed and self._rest(told, ideas) < _NOTHING:
                return wall
        return None

    def _rest(self, told: list[Block], ideas: dict[str, re.Pattern[str]]) -> float:
        """Characters that speak of none of the ideas, in what is longer than a headline; teasers are left out."""
        teasers = self.e.linked_headings >= 3 and not self.e.is_article
        least = PROSE if teasers else 60
        shown = sum(weight(b.text) for b in told if weight(b.text) >= least and not is_about(b, ideas))
        body = sum(weight(p.text) for p in self.paragraphs if weight(p.text) >= least and not is_about(p, ideas))
        return max(shown, body)

    def _beside(self, *walls: re.Pattern[str]) -> float:
        """Characters of the page's prose that is not about the wall."""
        return sum(weight(b.text) for b in self.prose if not speaks(b, walls))

    def _body_beside(self, *walls: re.Pattern[str]) -> float:
        return sum(weight(p.text) for p in self.paragraphs if not speaks(p, walls))
