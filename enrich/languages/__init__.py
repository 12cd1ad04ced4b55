"""How a text of a language is parsed."""
