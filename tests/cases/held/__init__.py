"""Cases that are looked at once, at the end: no rule is made for them. Collected with NEWSWIRE_HELD=1."""
