"""What the settings make: the broker, the requests, a poll."""
