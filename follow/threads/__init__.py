"""Which figures are one quantity, and how each mention relates to those before it."""
