"""A number with what stands beside it: unit, bound, change, and the second number of a range."""
