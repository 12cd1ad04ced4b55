"""Enriched articles at rest: Parquet by UTC day, committed exactly once, and the views over it."""
