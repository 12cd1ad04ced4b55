"""Each number of a text with its unit, bound, thing counted, time and claim."""
