"""Dates as feeds and pages write them, read to UTC: languages, calendars, clocks, zones."""
