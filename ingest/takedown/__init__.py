"""Articles that were forgotten: how they are told by their URLs, and how archive and state lose them."""
