"""Where people stand: centralities, brokerage, key players, removal, and what a ring lacks.

Every figure is a plain function over the ties it is given, states its norm, and says whether it is exact or estimated.
What follows from taking people out is a hypothesis about a graph of records, never advice to arrest: police records
follow police attention, and a network that loses people finds others (P. Duijn, V. Kashirin, P. Sloot, Sci. Rep. 4
(2014)).
"""

from netlens.network.measures.detected import Measures, measures, norms

__all__ = ["Measures", "measures", "norms"]
