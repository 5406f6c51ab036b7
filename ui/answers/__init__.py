"""What the window asks of the case, answered in a worker process as plain data. Nothing of Qt is imported here."""
