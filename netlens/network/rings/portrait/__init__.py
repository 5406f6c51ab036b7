"""A ring described: its members, what holds it together, its cases, routes and victims."""
