"""What an enricher works on: a document, its parsed fields, and what stands where in them."""
