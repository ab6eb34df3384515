"""Every call that needs the token of a session."""

from typing import Any

SESSION_CALLS: list[tuple[str, str, Any]] = [
    ("GET", "", None),
    ("PUT", "/answers/brand", {"choices": ["Ada"]}),
    ("DELETE", "/answers/brand", None),
    ("PATCH", "/answers", {"brand": None}),
    ("GET", "/questions/brand", None),
    ("GET", "/results", None),
    ("GET", "/products/p1/why", None),
]
