"""Takedown: articles out of store, topics, archive and state, for good, beside the running pipe."""
