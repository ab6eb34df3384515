"""Learnt triggers as they are kept: the format that authors write, and how sure each is."""

from __future__ import annotations

import json
from dataclasses import replace

from app.issues import Collector
from app.shopper.trigger_file import read_triggers
from app.shopper.triggers import Trigger


def read_learnt(source: str) -> tuple[Trigger, ...]:
    """The triggers that `teaching.learn_triggers` has kept; none of a text of another release."""
    try:
        kept = json.loads(source)
        triggers, told = kept["triggers"], kept["told"]
        read = read_triggers(json.dumps(triggers, ensure_ascii=False), "learnt", None, Collector()) if triggers else ()
        return tuple(
            replace(one, support=int(told[one.id][0]), lift=float(told[one.id][1]), learnt=True) for one in read
        )
    except (ValueError, KeyError, TypeError, IndexError):
        return ()
