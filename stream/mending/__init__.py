"""Finds damage in SQLite files of ours, and saves what can be read of them."""
