"""What comes back of a question: its formats, and what is said where it names something wrong."""
