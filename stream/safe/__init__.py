"""What keeps messages, logs and screens safe: no secrets of URLs, no characters that steer a terminal."""
