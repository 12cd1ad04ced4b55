"""The unit of a number: beside it, by what a rate is out of, and whose dollar it is."""
