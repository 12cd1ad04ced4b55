"""What is known of each feed, in SQLite or PostgreSQL."""
