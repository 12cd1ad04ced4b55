"""Lines of a text in which an extractor has put several blocks of the page one after another."""

from collections import defaultdict
from collections.abc import Sequence

from newswire.ingest.extraction.body.blocks import Block, squeezed

_BEGINNING = 6  #: characters by which a block is looked for


def one_line_each(text: str, blocks: Sequence[Block]) -> str:
    """The text with a line for each block of the page where one line holds several in a row, and nothing else."""
    said = [squeezed(block.text) for block in blocks]
    whole = set(said)
    begins: dict[str, list[int]] = defaultdict(list)
    for at, flat in enumerate(said):
        begins[flat[:_BEGINNING]].append(at)
    lines: list[str] = []
    for line in text.split("\n"):
        flat = squeezed(line)
        starts = [] if flat in whole else begins.get(flat[:_BEGINNING], [])
        run = next((run for at in starts if (run := _run(flat, said, at))), None)
        lines += [blocks[at].text for at in run] if run else [line]
    return "\n".join(lines)


def _run(flat: str, said: Sequence[str], at: int) -> list[int]:
    """The blocks from one on that make up a line; some may be left out of it, as links between paragraphs are."""
    run: list[int] = []
    place = 0
    for number in range(at, len(said)):
        if said[number] and flat.startswith(said[number], place):
            run.append(number)
            place += len(said[number])
        if place == len(flat):
            return run
    return []
