"""A followed figure shown: as a table, as a picture."""
