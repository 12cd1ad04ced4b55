"""The archive: every answer of a server, kept as WARC 1.1."""
