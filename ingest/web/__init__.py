"""Requests to servers that nobody trusts: bounded, polite, and to public addresses only."""
