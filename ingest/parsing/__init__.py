"""From the bytes of a feed to entries, in every format that feeds have."""
