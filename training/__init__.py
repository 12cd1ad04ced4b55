"""Trains the reader: README.md tells the commands, the data and the figures."""
