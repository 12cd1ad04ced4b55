"""What the store holds, read back for the enrichers: which articles are due, and each as it came to them first."""
