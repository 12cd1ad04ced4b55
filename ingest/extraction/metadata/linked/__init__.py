"""What JSON-LD says of a page."""
