"""The log of what the store holds: objects, the records of commits, versions, and the state that they add up to."""
