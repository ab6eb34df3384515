"""Why a condition never holds: what is answered on all ways to it, and the shortest of them."""

from __future__ import annotations

from app.conditions import All
from app.questionnaire.answer import Answer, Between, Entered, Picked, Skipped
from app.questionnaire.explore import Edge, Exploration, Start, State
from app.questionnaire.route import BEST
from app.questionnaire.sites import Site
from app.questionnaire.walk import holds

MOST_NAMED = 4
"""Answers that a message names."""


def arriving(exploration: Exploration, site: Site) -> str:
    """In words: what the questions that a `when` reads are answered with by everybody who comes to it, and the shortest
    way there."""
    found = [f"`{id}` is {said}" for id in _asked_before(exploration, site) if (said := _said(exploration, site, id))]
    here = _position(exploration, site)
    numbers = [number for number, state in enumerate(exploration.states) if state.at == here]
    way = [f"{id}={text(answer)}" for id, answer in exploration.way(numbers[0])] if numbers else []
    shortest = " → ".join([*way, site.owner])
    if found:
        return f"on all ways here {' and '.join(found)} (the shortest: {shortest})"
    if _each_part_can_hold(exploration, site, numbers):
        return f"each of its tests can hold here, but never all at once (the shortest way: {shortest})"
    return f"no way here fulfils it (the shortest: {shortest})"


def _each_part_can_hold(exploration: Exploration, site: Site, numbers: list[int]) -> bool:
    """Whether a condition of several parts fails only as a whole; not judged where it reads its own question."""
    if not isinstance(site.when, All) or site.owner in site.reads:
        return False
    today = exploration.starts[0].visit.today
    reached = [dict(exploration.states[number].said) for number in numbers]
    return all(any(holds(part, said, today) for said in reached) for part in site.when.parts)


def _position(exploration: Exploration, site: Site) -> str:
    """Where the `when` is looked at: at its question, or at `best` if that never chooses it."""
    return site.owner if any(state.at == site.owner for state in exploration.states) else BEST


def _asked_before(exploration: Exploration, site: Site) -> list[str]:
    return [id for id in exploration.questionnaire.questions if id in site.reads and id != site.owner]


def _said(exploration: Exploration, site: Site, id: str) -> str:
    """The answers to one question with which the site is reached; empty if they are too many, or tell nothing."""
    question = exploration.questionnaire.questions[id]
    if not question.type.has_choices:
        return ""

    def step(said: frozenset[str], state: State, edge: Edge) -> frozenset[str]:
        return frozenset(map(text, edge.answers)) if state.at == id and edge.answers else said

    def begin(start: Start) -> frozenset[str]:
        return frozenset(["not asked"])

    def join(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
        return one | other

    here = _position(exploration, site)
    reached = [said for number, said in exploration.sweep(begin, step, join) if exploration.states[number].at == here]
    found = frozenset[str]().union(*reached)
    order = {choice.id: place for place, choice in enumerate(question.choices)}
    words = sorted(found, key=lambda word: (order.get(word, len(order)), word))
    told = [f"`{word}`" if word in order else word for word in words]
    return " or ".join(told) if len(told) <= MOST_NAMED else ""


def text(answer: Answer) -> str:
    """An answer in a message."""
    match answer:
        case Picked(choices):
            return "+".join(choices) or "none"
        case Entered(value):
            return f"{value:g}"
        case Between(low, high):
            return f"{'' if low is None else f'{low:g}'}..{'' if high is None else f'{high:g}'}"
        case Skipped():
            return "skipped"
        case _:
            return "seen"
