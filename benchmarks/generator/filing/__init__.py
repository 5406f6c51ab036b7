"""How the world gets onto file: ids by register, rows, what clerks spoil, CSV with its ledger, and the truth apart."""
