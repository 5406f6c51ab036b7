"""The Human Trafficking Case Data Standard 2.0 (IOM, CC BY 4.0), as its templates, its survey and its Salesforce
package fill it. It has no ids, no file format of its own, and templates whose two header rows contradict each other.

fields   the standard's fields and value lists (resources/forms/htcds.toml); which field a heading means
finding  the header of a sheet: system names, labels, or both; what had to be decided between them
values   cells: labels for codes, several values in one cell, ticks
person, journey, records   a row → the person, the case, their part in it, the route
"""
