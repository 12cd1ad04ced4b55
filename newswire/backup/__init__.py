"""A running pipe's home, copied so that it can go on elsewhere: nothing lost, nothing doubled."""
