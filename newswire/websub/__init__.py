"""WebSub in the pipe: what listens for hubs, and what asks them."""
