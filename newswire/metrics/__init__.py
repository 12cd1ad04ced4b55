"""What a worker tells of itself: its pulse, and numbers for Prometheus."""
