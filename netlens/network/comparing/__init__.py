"""Two detections side by side: what became of each ring, and what changed between them that may say why."""
