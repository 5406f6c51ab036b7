"""Rings in the evidence: candidates, what chance would give, choice, membership; why and what-if."""
