"""Which reports tell of one happening."""
