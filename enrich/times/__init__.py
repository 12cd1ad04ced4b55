"""Expressions of time, and which of them a figure refers to."""
