"""The pages of the import dialog about what stands already: another case, an update, what was touched."""
