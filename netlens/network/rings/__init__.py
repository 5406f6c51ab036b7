"""Rings in the evidence: candidates, what chance would give, choice, membership; why and what-if."""

from netlens.network.rings.detect import detect as detect
from netlens.network.rings.detect import find_rings as find_rings
