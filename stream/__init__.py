"""What flows and how it moves: messages, topics, brokers and the worker loop. Imports nothing of ours."""
