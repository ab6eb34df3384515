"""Writing a journey that was just walked, below those that a file holds already."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.compiler.journeys.check import noon, place_of
from app.compiler.journeys.model import RESERVED
from app.compiler.journeys.read import read_journeys
from app.compiler.journeys.said import quoted, write_said
from app.errors import Refused
from app.guide import Release, advance, see_results
from app.guide.state import Bodies
from app.issues import Collector
from app.questionnaire.route import RESULTS
from app.shopper import Visit
from app.shopper.names import said_as

RECORDED = 3
"""How many of the first products are held on to."""


def day_of(source: str, today: date) -> date:
    """The day on which the journeys of a file are walked."""
    found = read_journeys(source, "", Collector()) if source else None
    return found.on if found and found.on else today


def add_journey(source: str, name: str, release: Release, bodies: Bodies, visit: Mapping[str, str], today: date) -> str:
    """The text of a file of journeys with one more at its end, of these answers and what follows them now; all that
    stood there stays as it is. An empty text becomes a new file.

    Raises Refused if the file is broken, has a journey of that name, or is written so that nothing can be added.
    """
    before = read_journeys(source, "", Collector()) if source else None
    if source and before is None:
        raise Refused("broken", "the file of journeys is broken", "`salesclerk check` says where")
    taken = {journey.name for journey in before.journeys} if before else set()
    if name in taken or name in RESERVED or not name.strip():
        raise Refused("taken", f"no journey can be called `{name}`: the name is taken", "choose another name")
    end = "\r\n" if "\r\n" in source else "\n"
    day = day_of(source, today)
    head = "" if source else f"journeys: {release.questionnaire.id}\non: {day}\n"
    lines = head + "\n" + _written(name, release, bodies, visit, day)
    gap = "" if not source or source.endswith("\n") else end
    text = source + gap + lines.replace("\n", end)
    after = read_journeys(text, "", Collector())
    if after is None or {journey.name for journey in after.journeys} != taken | {name}:
        message = "nothing can be added at the end of the file of journeys"
        raise Refused("closed", message, "write its journeys line by line, without { } around all")
    return text


def _written(name: str, release: Release, bodies: Bodies, visit: Mapping[str, str], day: date) -> str:
    questions = release.questionnaire.questions
    answers = ", ".join(f"{id}: {write_said(questions[id], body)}" for id, body in bodies.items())
    lines = [f"{quoted(name)}:"]
    if visit:
        here = (f"{said_as(name)}: {quoted(value)}" for name, value in visit.items())
        lines.append("  visit: {" + ", ".join(here) + "}")
    lines.append(f"  answers: {{{answers}}}")
    lines.append(f"  then: {{{', '.join(_seen(release, bodies, visit, day))}}}")
    return "\n".join(lines) + "\n"


def _seen(release: Release, bodies: Bodies, visit: Mapping[str, str], day: date) -> list[str]:
    step = advance(release, bodies, (), noon(day), Visit(visit))
    seen = [f"question: {place_of(step)}", f"remaining: {step.remaining}"]
    if place_of(step) == RESULTS:
        products = see_results(release, bodies, (), noon(day), RECORDED, 0, Visit(visit)).products
        if products:
            seen.append(f"top: [{', '.join(quoted(shown.id) for shown in products)}]")
    if step.warnings:
        seen.append(f"warnings: [{', '.join(quoted(warning.pick('')) for warning in step.warnings)}]")
    return seen
