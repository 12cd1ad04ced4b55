"""The lexicons, words and what they mean, and how they are read."""
