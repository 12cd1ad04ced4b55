"""What kind of page this is, and whether its article can be read: the gate in front of enrichment."""
