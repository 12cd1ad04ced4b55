"""How readers come to see the store: which files there are, and a connection over them, whole or damaged."""
