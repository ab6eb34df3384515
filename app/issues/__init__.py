"""An author's problems: collected, located, never raised."""

from app.issues.allow import Allowance, acknowledge
from app.issues.codes import CODES, STAGE_OF, Severity, Stage
from app.issues.model import Collector, Issue, Mark

__all__ = ["CODES", "STAGE_OF", "Allowance", "Collector", "Issue", "Mark", "Severity", "Stage", "acknowledge"]
