"""JSON Feed: JSON as feeds write it, and its items as entries."""
