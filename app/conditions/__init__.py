"""One grammar for every predicate: names with tests, held against a product, an answer or a profile alike."""

from app.conditions.hold import Truth, hold
from app.conditions.kinds import Kind, Name
from app.conditions.model import ALWAYS, All, Any, Condition, Held, HeldAll, Interval, Known, Not, Ref, Test
from app.conditions.parse import parse
from app.conditions.refer import settle
from app.conditions.type import Scope, bind

__all__ = [
    "ALWAYS",
    "All",
    "Any",
    "Condition",
    "Held",
    "HeldAll",
    "Interval",
    "Kind",
    "Known",
    "Name",
    "Not",
    "Ref",
    "Scope",
    "Test",
    "Truth",
    "bind",
    "hold",
    "parse",
    "settle",
]
