"""Commands that run something and go on: up, once, demo, work, web, websub, kafka."""
