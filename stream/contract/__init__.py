"""What strangers go by, made from the messages: JSON Schemas and an AsyncAPI document."""
