"""Pages looked at again: what is known of each, what changed, and what is a copy of what."""
