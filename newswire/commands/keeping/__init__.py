"""Commands that keep what there is in shape: compact, backup, forget, replay, dead letters."""
