"""An enricher of somebody else: how many words of an article praise and how many blame."""

from collections.abc import Sequence

from newswire.enrich.passages.document import Document


class Tone:
    name = "tone"
    version = "1"

    def __init__(self, praise: str = "win rescue recover", blame: str = "kill flee collapse") -> None:
        self._words = {"praise": set(praise.split()), "blame": set(blame.split())}

    def __call__(self, batch: Sequence[Document], /) -> Sequence[Document]:
        for document in batch:
            lemmas = [token.lemma_ for _, _, parse in document.parsed() for token in parse]
            counts = {kind: sum(lemma in words for lemma in lemmas) for kind, words in self._words.items()}
            # what ours found before is there to be used
            said = sum(figure.claim is not None for figure in document.figures)
            document.extras[self.name] = {**counts, "figures_claimed": said}
        return batch


class Wrong(Tone):
    name = "wrong"

    def __call__(self, batch: Sequence[Document], /) -> Sequence[Document]:
        for document in batch:
            document.extras[self.name] = object() if "collapse" in document.texts["text"] else float("nan")
        return batch


def make(**options: str) -> Tone:
    """The enricher; `praise` and `blame` are lemmas with blanks between."""
    return Tone(**options)


def make_wrong() -> Wrong:
    """One whose results are not JSON."""
    return Wrong()
