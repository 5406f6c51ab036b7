"""What the canvas paints with: one file per layer, from the ground up to the labels."""
