"""The thing that a number counts, behind it or elsewhere."""
