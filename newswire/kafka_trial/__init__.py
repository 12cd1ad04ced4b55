"""A real Kafka broker for trying out, from jars that are checked."""
