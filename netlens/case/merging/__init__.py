"""Another case → this one: its counted records as they stand there, each with its own file, row, register and time."""
