"""Who says what, how sure it is said to be, and who contests it."""
