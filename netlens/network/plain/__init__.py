"""Plain methods for a person who asks for one: every parameter stated, judged by the same gates as the engine."""
