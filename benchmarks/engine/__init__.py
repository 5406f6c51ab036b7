"""The search on graphs whose rings are known, beside other detectors: the rows of the engine's table of targets."""
