"""The same files read by other means, for counts to stand beside ours: nothing here uses NetLens to count."""
