"""A simulation as a table, as JSON, and as a plot."""

from app.cli.simulation.json import as_json
from app.cli.simulation.plot import as_plot
from app.cli.simulation.text import as_text

FORMATS = {"text": as_text, "json": as_json}

__all__ = ["FORMATS", "as_plot"]
