"""What the columns of an unknown sheet are: by their headings, by what stands in them, and what a row of it gives."""
