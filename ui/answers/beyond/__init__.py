"""What goes beyond the list of rings: how they went over time, who joins corridors, which ties are worth checking."""
