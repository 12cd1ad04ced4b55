"""Who denies or doubts what somebody said, wherever in the article."""
