"""What is said of rings over time: names of periods, a ring's story in sentences, the list as plain data."""
