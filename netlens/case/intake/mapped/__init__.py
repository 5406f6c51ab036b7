"""Flat tables: which saved mapping reads a sheet, and what each of its rows gives."""
