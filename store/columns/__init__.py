"""What a value becomes in a column."""
