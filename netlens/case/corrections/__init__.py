"""What stands for values that were written wrong: a layer over the rows of an import, laid on as they are read.

No row and no pack changes. A correction is a set of substitutions, each of one import: this value of this column (as
the import kept it) stands as that; and of stand-ins: what was said of a wrong number or place is said of the right one.
It counts or not by its state alone, so that to take it back, or to withdraw the import, leaves nothing behind.
"""
