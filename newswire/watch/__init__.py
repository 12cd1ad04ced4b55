"""Watches: conditions on what comes, matches on a topic, and webhooks that are told of them (docs/watches.md)."""
