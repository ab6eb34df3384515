"""Every entry of a list of routes is taken by some answers."""

from __future__ import annotations

from collections.abc import Iterator

from app.issues import Collector
from app.questionnaire.explore import Exploration
from app.questionnaire.question import Question
from app.questionnaire.route import Route
from app.questionnaire.sites import Kind

Lists = Iterator[tuple[str, tuple[Route, ...]]]


def no_shadowed_route(exploration: Exploration, issues: Collector) -> None:
    numbers = {
        (site.owner, site.choice, site.place): number
        for number, site in enumerate(exploration.sites)
        if site.kind is Kind.ROUTE
    }
    unfailing = exploration.held - exploration.failed
    for question in exploration.questionnaire.questions.values():
        for choice, routes in _lists(question):
            keys = [(question.id, choice, place) for place in range(len(routes))]
            truths = [numbers.get(key) for key in keys]
            certain = next((place for place, route in enumerate(routes) if route.when is None), len(routes))
            always = next((p for p, n in enumerate(truths) if n in unfailing), len(routes))
            looked_at = any(key in exploration.taken for key in keys)
            for place, (key, number, route) in enumerate(zip(keys, truths, routes, strict=True)):
                if place > certain:
                    why = f"it stands behind the route to `{routes[certain].to}`, which has no `when`"
                elif not exploration.exact or not looked_at or key in exploration.taken or place > always:
                    continue
                elif number is not None and number not in exploration.held:
                    continue  # that is `never-holds`
                else:
                    why = "an earlier route of the list holds for all answers that lead here"
                    if number is not None:
                        why = "whenever it holds, so does an earlier route of the list"
                source = f"the choice `{choice}` of `{question.id}`" if choice else f"`{question.id}`"
                message = f"the route from {source} to `{route.to}` is never taken: {why}"
                issues.add("shadowed-route", route.mark, message, "put it further up, or take it away")


def _lists(question: Question) -> Lists:
    for choice in question.choices:
        if choice.next:
            yield choice.id, choice.next
    if question.next:
        yield "", question.next
