"""Rings over time: the kept ones followed through periods, and rings looked for anew in each of them."""
