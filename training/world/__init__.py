"""Writes the lists of the world in `enrich/lexicon/world` that come from others."""
