"""What happened to the things counted, when and where."""
