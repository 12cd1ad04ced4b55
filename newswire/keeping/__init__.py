"""What is kept and learned over time: retention, aliases."""
