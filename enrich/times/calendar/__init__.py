"""Stretches of days and the days that have a name."""
