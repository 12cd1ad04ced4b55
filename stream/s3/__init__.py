"""Places on S3, or on what speaks like it."""
