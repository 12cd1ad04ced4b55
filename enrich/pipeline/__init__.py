"""The enrichers in their order over one parse, the stage and the command that run them."""
