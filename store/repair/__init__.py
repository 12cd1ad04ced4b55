"""Puts back what is missing or damaged in a store, from the topic or from what lies beside it, or says what is lost."""
