"""Dead letters, and the records at which workers are stuck."""
