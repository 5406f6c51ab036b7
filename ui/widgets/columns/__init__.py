"""Which column of a sheet feeds which field of what a row gives: mapped by drag or by keyboard, over the first rows."""
