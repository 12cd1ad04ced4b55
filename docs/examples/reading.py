"""What a program does with a pipe: people counted, as they are told of, with who says so and who denies it.

python reading.py HOME             what is there
python reading.py HOME --follow    and what comes
"""

import sys

from newswire.reader import Event, open_pipe
from newswire.stream.messages import EnrichedArticle


def told(article: EnrichedArticle) -> list[str]:
    """A line for each number of people in an article."""
    lines = []
    for figure in article.figures:
        if figure.unit != "person":
            continue
        claim = article.claims[figure.claim] if figure.claim is not None else None
        source = claim.source.name if claim and claim.source else article.article.site
        denied = [contest.name or contest.text for contest in claim.contested_by] if claim else []
        line = f"{figure.text} {figure.counted.text if figure.counted else ''}: {source}"
        lines.append(line + (f"; denied by {', '.join(denied)}" if denied else ""))
    return lines


def main(home: str, *, follow: bool) -> None:
    pipe = open_pipe(home)
    for row in pipe.store.figures("unit = 'person' and counted_head = 'troop'"):
        print(row.published, row.value or (row.low, row.high), row.source_name, row.url)
    # As a member of a group it goes on where it stopped, at least once: a repeat has the same id.
    seen = set[str]()
    event: Event[EnrichedArticle]
    for event in pipe.enriched.events(follow=follow, group="people-told"):
        if event.id in seen or event.value is None:
            continue
        seen.add(event.id or "")
        for line in told(event.value):
            print(f"{event.time:%H:%M} {line}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], follow="--follow" in sys.argv)
