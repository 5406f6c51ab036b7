"""What a ring summary says, one file per part; whole.py puts the parts together."""
