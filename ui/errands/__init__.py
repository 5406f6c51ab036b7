"""What the window sets going besides edits: the sample, detection, saved mappings, the strength of a passphrase."""
