"""Invented case records with rings planted in them: of any size, seeded, and nobody's."""
