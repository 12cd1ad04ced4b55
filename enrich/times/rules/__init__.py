"""The rules that read an expression of time, and the words that they are made of."""
