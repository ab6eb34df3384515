"""What is shipped: the questionnaires of the demo, each with the name of its catalog."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
FILES = sorted(path for path in (ROOT / "questionnaires").glob("*.yaml") if not path.name.endswith(".journeys.yaml"))
SHIPPED = [path.stem for path in FILES]
