"""The list of feeds and what is known of each: when it is polled, and what a poll means."""
