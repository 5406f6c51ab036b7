"""What every answer stands on: the open case and what was reckoned from it, its facts, short words for them."""
