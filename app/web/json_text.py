"""JSON that comes in: texts are made sound, and what is no number is no error of the whole."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from typing import Any, TypeVar

import orjson

View = TypeVar("View", bound=Callable[..., Any])

NO_NUMBER = object()
"""What `NaN`, which some clients write though JSON has it not, and numbers that no float holds are read as: nothing
takes it as a value."""
_HALF = re.compile("[\ud800-\udfff]")
"""Half a character, as of a text that was cut within one; browsers write it as an escape, UTF-8 has none."""
REPLACEMENT = "\ufffd"
EXACT = 19
"""Characters of a whole number that is read as one; a longer one is read as a float, as elsewhere."""


def read_json(text: str | bytes) -> Any:
    """The value of a JSON text. Raises ValueError if it is none.

    >>> read_json('{"term": "\\\\ud83d"}') == {"term": REPLACEMENT}, read_json("[NaN]") == [NO_NUMBER]
    (True, True)
    """
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return _read_slowly(text)


def forgiving(view: View) -> View:
    """Marks a call whose JSON is read by `read_json`: what it brings is not lost by one number or letter."""
    view.__dict__["reads_json"] = read_json
    return view


def reader_of(view: Callable[..., Any] | None) -> Callable[[str | bytes], Any]:
    """What reads the JSON of a call: orjson, unless the call is forgiving."""
    reader: Callable[[str | bytes], Any] = getattr(view, "reads_json", orjson.loads)
    return reader


def _read_slowly(text: str | bytes) -> Any:
    try:
        written = text if isinstance(text, str) else text.decode("utf-8")
        return _mended(json.loads(written, parse_constant=_number, parse_float=_number, parse_int=_number))
    except RecursionError:
        raise ValueError("nested too deep") from None


def _number(text: str) -> Any:
    number = float(text)
    if not math.isfinite(number):
        return NO_NUMBER
    return int(text) if text.lstrip("-").isdigit() and len(text) < EXACT else number


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return _HALF.sub(REPLACEMENT, value)
    if isinstance(value, list):
        return [_mended(part) for part in value]
    if isinstance(value, dict):
        return {_mended(key): _mended(part) for key, part in value.items()}
    return value
