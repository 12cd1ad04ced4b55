"""The languages that are tagged: what each needs, how it is parsed, and which language a text is in."""
