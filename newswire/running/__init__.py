"""What runs the pipe: `up`, `once`, `demo`, and a worker."""
