"""Many small files become few large ones, under whatever reads and writes beside it."""
