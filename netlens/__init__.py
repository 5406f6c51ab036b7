"""What NetLens knows: case records, the links they show, and the rings among them. No Qt, no screen."""

__version__ = "0.1.0"
