"""The page of the commands is current, and the shape of json on it is the one that is written."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path

from app.cli.formats import FORMATS
from tests.cli.formats import report

ROOT = Path(__file__).parents[2]
TOOL = runpy.run_path(str(ROOT / "docs" / "tools" / "commands.py"))


def test_the_page_says_what_the_commands_say() -> None:
    assert TOOL["page"]() == (ROOT / "docs" / "commands.md").read_text("utf-8"), (
        "run .venv/bin/python docs/tools/commands.py"
    )


def test_the_shape_of_json_is_the_one_that_is_written(tmp_path: Path) -> None:
    shown = re.search(r"```json\n(.*?)```", TOOL["page"](), re.DOTALL)
    assert shown
    documented, written = json.loads(shown[1]), json.loads(FORMATS["json"](report(tmp_path)))
    assert list(documented) == list(written)
    assert list(documented["issues"][0]) == list(written["issues"][0])
    assert list(documented["issues"][0]["excerpt"][0]) == list(written["issues"][0]["excerpt"][0])
    assert list(documented["totals"]) == list(written["totals"])
    assert documented["stages"]["text"] == written["stages"]["text"]
