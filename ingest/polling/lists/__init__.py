"""Lists of feeds as people keep them: TOML, OPML, plain text."""
