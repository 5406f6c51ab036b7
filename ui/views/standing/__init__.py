"""The panel of roles and key people: what is asked, the table, the curves."""
