"""Made-up reports for measuring: each of a story of its own place and kind, with a toll that grows."""

import random
from collections.abc import Iterator

from newswire.stream.messages import Article, Counted, EnrichedArticle, Entity, Figure, What

_SYLLABLES = ("ka", "ro", "mi", "ta", "ve", "lu", "sen", "dor", "pal", "gri", "no", "zha", "bel", "tor", "ush", "ai")
_KINDS = (("flood", "river"), ("quake", "tremor"), ("fire", "blaze"), ("strike", "walkout"), ("storm", "gale"))
_WORDS = 400


def name(chance: random.Random) -> str:
    """A name of a place that there is not."""
    return "".join(chance.choice(_SYLLABLES) for _ in range(3)).capitalize()


def enriched(count: int, *, each: int = 3, seed: int = 1) -> Iterator[EnrichedArticle]:
    """This many reports, `each` of a story, the stories one after the other; the same for the same seed."""
    chance = random.Random(seed)
    filler = [name(chance).lower() for _ in range(_WORDS)]
    for number in range(count):
        story, turn = divmod(number, each)
        own = random.Random(seed * 1_000_003 + story)
        place, other, office = name(own), name(own), f"{name(own)} Office"
        kind, also = own.choice(_KINDS)
        toll = own.randint(20, 900) + 7 * turn
        words = " ".join(own.sample(filler, 60))
        text = (
            f"The {kind} at {place} killed {toll} people, the {office} said. {words}. "
            f"The {also} reached {other}, and {toll * 3} people were injured. {' '.join(chance.sample(filler, 60))}."
        )
        figures = []
        for value, what in ((toll, "kill"), (toll * 3, "injure")):
            at = text.index(f" {value} people") + 1
            end = at + len(str(value))
            figures.append(
                Figure(
                    field="text", text=str(value), start=at, end=end, kind="count", value=value, unit="person",
                    counted=Counted(text="people", start=end + 1, end=end + 7, head="people"),
                    what=What(text=what, start=0, end=len(what), lemma=what),
                )
            )  # fmt: skip
        entities = tuple(
            Entity(field="text", text=n, start=text.index(n), end=text.index(n) + len(n), type=t, name=n)
            for n, t in ((place, "GPE"), (other, "GPE"), (office, "ORG"))
        )
        day = 1 + number % 28
        yield EnrichedArticle(
            article=Article(
                article_id=f"r{number}", revision=f"r{number}", url=f"https://site{number % 9}.example/{number}",
                site=f"site{number % 9}.example", title=f"{kind.capitalize()} in {place}", text=text, language="en",
                published=f"2026-03-{day:02}T{turn + 6:02}:00:00Z",
            ),
            entities=entities,
            figures=tuple(figures),
        )  # fmt: skip
