"""The quick reader of feeds in their common shapes, equal to feedparser wherever it answers."""
