"""What words of a language say about quantities: a file of data for each, and nothing where there is none."""
