"""What is shipped: the questionnaires of the demo, each with the name of its catalog."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
BESIDE = ("segments.yaml", "triggers.yaml")
"""What all questionnaires share."""
FILES = sorted(
    path
    for path in (ROOT / "questionnaires").glob("*.yaml")
    if not path.name.endswith(".journeys.yaml") and path.name not in BESIDE
)
SHIPPED = [path.stem for path in FILES]
PARTS = {name: path.read_text("utf-8") for name in BESIDE if (path := ROOT / "questionnaires" / name).exists()}
"""The texts of what stands beside them, by name."""
