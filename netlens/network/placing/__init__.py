"""Room and springs for the layout."""
