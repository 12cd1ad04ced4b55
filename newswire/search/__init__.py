"""The words of all current articles, in a file at home."""
