"""What is said of two detections side by side: in words, and as plain data."""
