"""A home looked over and mended: topics, feed state, store, archive."""
