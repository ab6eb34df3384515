"""An author's problems: collected, located, never raised."""

from app.issues.codes import CODES, Severity
from app.issues.model import Collector, Issue, Mark

__all__ = ["CODES", "Collector", "Issue", "Mark", "Severity"]
