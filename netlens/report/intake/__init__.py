"""What an import did, in words and as data: whom it changed, which rings and watched people it touched."""
