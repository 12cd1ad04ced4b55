"""What a worker is made of, and what brokers and workers share."""
