"""Numbers as news writes them, in digits and in words, with their values."""
