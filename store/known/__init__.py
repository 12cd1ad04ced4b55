"""Which messages the store knows, and which of them are current."""
