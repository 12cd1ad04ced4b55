"""The window of entries that a feed shows: which are new, what went missing, and where it is found."""
