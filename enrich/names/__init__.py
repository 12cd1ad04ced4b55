"""Named things: where they stand, their type, one name for all mentions, and an id."""
