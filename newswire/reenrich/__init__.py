"""Re-enrichment: stored articles through the enrichers of today, beside the pipe that runs."""
