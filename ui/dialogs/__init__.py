"""One dialog per file, each ending in DIALOG = Dialog(…); the window opens them by name."""
