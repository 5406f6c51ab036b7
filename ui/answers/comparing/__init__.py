"""What became of the rings since an earlier detection, for the panel, the first page and the picture."""
