"""The embedded broker: a durable log in one SQLite file."""
