"""A picture of a network as one SVG text: parts, shapes, strokes, letters, and svg() which lays them on a page."""
