"""What flows, what waits, what is stored: looked at without changing anything."""
