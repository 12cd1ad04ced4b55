"""From articles to enriched articles: entities, times, claims, figures."""
