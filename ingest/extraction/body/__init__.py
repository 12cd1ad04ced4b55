"""The article's body, without the furniture of its page."""
