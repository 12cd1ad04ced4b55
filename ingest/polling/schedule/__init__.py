"""When a feed is polled next, and why: pure functions of its rhythm and wishes."""
