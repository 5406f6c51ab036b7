"""The evidence drawn anew: what chance gives, who recurs beyond it, and how far a search for known rings is right."""
