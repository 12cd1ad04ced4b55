"""From feeds to articles: poll, parse, fetch, extract."""
