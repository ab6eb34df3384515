"""The page of settings names every setting, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from app.config import Settings

PAGE = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text("utf-8")


def test_every_setting_is_documented_and_no_other() -> None:
    documented = re.findall(r"^\| `SALESCLERK_(\w+)`", PAGE, re.MULTILINE)

    assert documented == [name.upper() for name in Settings.model_fields]
