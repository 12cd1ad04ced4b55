"""One pass of a small encoder over an article: its names, and the spans of who says what."""
