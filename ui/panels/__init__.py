"""One panel per file, each ending in PANEL = Panel(…); the window docks what the folder scan finds."""
