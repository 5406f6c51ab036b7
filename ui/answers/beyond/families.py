"""Kinds of evidence in families, so that a few colours tell them apart."""

from netlens.i18n import mark

FAMILIES = {
    "cases": mark("Cases and victims"),
    "routes": mark("Routes and crossings"),
    "calls": mark("Calls and messages"),
    "payments": mark("Payments"),
    "shared": mark("Things shared"),
    "stated": mark("Stated ties"),
}
_OF_KIND = {
    "case": "cases", "victim": "cases", "route": "routes", "crossing": "routes", "companion": "routes",
    "travelled": "routes", "call": "calls", "called": "calls", "messaged": "calls", "payment": "payments",
    "paid": "payments", "phone": "shared", "account": "shared", "vehicle": "shared", "document": "shared",
    "address": "shared", "organisation": "shared", "event": "cases",
}  # fmt: skip


def family(kind: str) -> str:
    """The family of a kind of evidence."""
    return _OF_KIND.get(kind, "stated")
