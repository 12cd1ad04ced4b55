"""What is remembered between reports: in memory, or in a database."""
