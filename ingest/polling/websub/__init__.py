"""WebSub: hubs that tell of changes, and our subscriptions at them."""
