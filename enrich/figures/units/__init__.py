"""The unit and kind of a figure: decided in one table, over sums, measures, rates and whose dollar it is."""
