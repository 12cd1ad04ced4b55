"""The thing that a number counts, after it or elsewhere."""
