"""Where pages read: the store, the index of words, dead letters, the history of rates, long runs."""
