"""Which time a figure is of: weighed from signs around both, by weights that were learned (`training/times`)."""
