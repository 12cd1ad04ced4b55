"""From the bytes of a page to an article: body, metadata, and whether it can be read at all."""
