"""YAML that knows where every value stands."""

from app.document.load import load
from app.document.model import Entry, Listing, Mapping, Node, Text

__all__ = ["Entry", "Listing", "Mapping", "Node", "Text", "load"]
