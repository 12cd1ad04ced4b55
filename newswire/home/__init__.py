"""The pipe's folder: its rights, the databases in it, and what is noted there of the clock."""
