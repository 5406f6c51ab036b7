"""The types of the answers: pages, tables, lines of lists. Plain data that crosses the pipe."""
