"""Case tables → facts that tie people: who may be in a ring, where they stand together, whom they contact."""
