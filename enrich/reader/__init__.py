"""One pass of a small encoder over an article: its names, and the spans of who says what."""

from enrich.reader.reader import Read, Reader
from enrich.reader.spans import Span

__all__ = ["Read", "Reader", "Span"]
