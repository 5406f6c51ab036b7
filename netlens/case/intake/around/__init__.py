"""What stands around a table and is no row of it: headings over several rows, their numbers, sums, signatures."""
