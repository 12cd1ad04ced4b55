"""Re-enrichment: stored articles through the enrichers of today, beside the running pipe."""
