"""Trafilatura's two ways to read a page: its own rules alone, and all of its cascade."""

import logging
from copy import copy
from itertools import islice

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.htmlprocessing import convert_tags, prune_unwanted_nodes, tree_cleaning
from trafilatura.main_extractor import extract_content
from trafilatura.settings import Document, Extractor
from trafilatura.xml import xmltotxt
from trafilatura.xpaths import RAW_TREE_PRUNE_XPATH, REMOVE_COMMENTS_AND_LISTS_XPATH

# it warns of each page where it finds nothing; that is told by the result
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

#: beyond this many blocks the others are not asked: justext's time grows with the square, 20 s for 8,000 short ones
_MAX_BLOCKS = 3_000
_BLOCKS = ("p", "div", "li", "td", "dd", "section", "blockquote", "h2", "h3", "br")
_OPTIONS = Extractor(fast=True, comments=False)


def own_rules(tree: HtmlElement, url: str) -> str:
    """The text by trafilatura's own rules, without its rescues: those of a short text take in all of the page.

    These are the steps of its fast mode (`trafilatura.core.trafilatura_sequence`) up to there; the tree stays as it is.
    """
    page = prune_unwanted_nodes(copy(tree), RAW_TREE_PRUNE_XPATH)
    page = prune_unwanted_nodes(page, REMOVE_COMMENTS_AND_LISTS_XPATH)
    page = convert_tags(tree_cleaning(page, _OPTIONS), _OPTIONS, url)
    body, _ = extract_content(page, _OPTIONS)
    return str(xmltotxt(body, include_formatting=False))


def whole_cascade(tree: HtmlElement, url: str) -> str:
    """The text by trafilatura's balanced mode, which asks two other extractors, too; slow."""
    # on news favor_precision is a little better than the balanced mode, on blogs a good deal worse
    many = next(islice(tree.iter(*_BLOCKS), _MAX_BLOCKS, None), None) is not None
    found = bare_extraction(tree, url=url, include_comments=False, with_metadata=False, deduplicate=False, fast=many)
    return (found.text or "") if isinstance(found, Document) else ""
