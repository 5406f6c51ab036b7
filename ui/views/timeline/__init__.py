"""The timeline: lanes of rings or members over time, a histogram of their evidence, and a brush to choose a period."""
