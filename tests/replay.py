"""Where answers lead, worked out step by step from the design's text: the oracle's path.

Answers are JSON bodies by question, in the order first given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median_high
from typing import Any

from app import conditions as c
from app.questionnaire.choice import Choice
from app.questionnaire.model import Questionnaire
from app.questionnaire.question import Question
from app.questionnaire.route import Route
from app.questionnaire.rule import Rule
from tests.shelf import MEETS, Judging, Values

Answers = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Way:
    """Answered questions on the path with what stands of their bodies, where it stands (a question that holds it up,
    best, results or end), and what was said, the context included; `waiting` are the open questions that it went past,
    each with how many were answered before it, `open` those of the pool that can be asked where it stands there."""

    asked: tuple[tuple[str, dict[str, Any]], ...]
    at: str
    said: dict[str, Values]
    waiting: dict[str, int]
    open: tuple[str, ...]


class Replay:
    """A questionnaire, walked on a day by a shopper who comes from somewhere."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        today: date,
        context: Mapping[str, str],
        critiqued: frozenset[str] = frozenset(),
    ) -> None:
        self.critiqued = critiqued
        self.questions = questionnaire.questions
        self.rules = questionnaire.rules
        self.today = today
        self.ids = list(self.questions)
        self.is_best = questionnaire.order == "best"
        self.context: dict[str, Values] = {name: (value,) for name, value in context.items()}
        self.context["today"] = (float(today.toordinal()),)
        self.pool = self._pool()
        self.free = {id for id in self.ids if self._is_free(questionnaire, id)}

    def path(self, answers: Answers) -> Way:
        """The replay: answers off the path have no effect."""
        said = dict(self.context)
        asked: dict[str, dict[str, Any]] = {}
        passed: set[str] = set()
        waiting: dict[str, int] = {}
        open_: list[str] = []
        at = self.ids[0]
        while at in self.questions or at == "best":
            if at == "best":
                can = [id for id in self.pool if id not in asked and id not in waiting]
                can = [id for id in can if self.can_be_asked(self.questions[id], said)]
                given, open_ = [id for id in answers if id in can], [id for id in can if id not in answers]
                if not given and open_:
                    break
                at = given[0] if given else "results"
                passed.discard(at)
                continue
            question = self.questions[at]
            routes: list[Route] = list(question.next)
            if at in asked or at in passed or at in waiting:
                at = self.following(at)
                continue
            if not self.can_be_asked(question, said):
                passed.add(at)
            else:
                body = self.standing(question, answers.get(at), said)
                if body is None and at not in self.free:
                    break
                if body is None:
                    waiting[at] = len(asked)
                else:
                    asked[at] = body
                    said[at] = _values_said(question, body)
                    if question.type == "single" and body.get("choices"):
                        picked = question.choice(body["choices"][0])
                        routes = [*(picked.next if picked else ()), *routes]
            at = next((route.to for route in routes if self.holds(route.when, said)), self.following(at))
        asked |= {id: body for id, body in answers.items() if id in self.critiqued}
        return Way(tuple(asked.items()), at, said, waiting, tuple(open_) if at == "best" else ())

    def before(self, answers: Answers, question: str) -> dict[str, Values]:
        """What was said before a question was asked."""
        way = self.path(answers)
        ids = [id for id, _ in way.asked]
        later = ids[ids.index(question) :] if question in ids else ids[way.waiting.get(question, len(ids)) :]
        return {name: values for name, values in way.said.items() if name not in later}

    def offered(self, question: str, answers: Answers) -> list[Choice]:
        """The author's choices that a question offers."""
        said = self.before(answers, question)
        return [choice for choice in self.questions[question].choices if self.holds(choice.when, said)]

    def picks(self, question: str, answers: Answers) -> list[str]:
        """The picks of a question that count."""
        body = self.standing(self.questions[question], answers.get(question), self.before(answers, question))
        return list(body.get("choices", [])) if body else []

    def expected(self, answers: Answers, idle: set[str]) -> int:
        """How many questions the path has, idle ones left out, if all that is still to come is skipped; where the
        choices of the open question lead different ways, the median of them."""
        way = self.path(answers)
        sure = {id: body for id, body in way.asked if id in self.questions}
        if way.at in ("results", "end"):
            return len(sure) + len(set(way.waiting) - idle)
        rest: Answers = {id: {"skip": True} for id in self.ids if id not in sure}
        bodies = [{"skip": True}]
        question = self.questions.get(way.at)
        if question and any(choice.next for choice in question.choices):
            offered = [choice for choice in question.choices if self.holds(choice.when, way.said)]
            bodies = [{"choices": [choice.id]} for choice in offered]
        ways = [self.path({**sure, way.at: body, **_without(rest, way.at)}) for body in bodies]
        return median_high(len({id for id, _ in way.asked} - (idle - set(sure))) for way in ways)

    def obliging(self, answers: Answers) -> bool:
        """Whether a question that must be answered is to come, as if all that is still to come were skipped."""
        way = self.path(answers)
        if way.at in ("results", "end"):
            return False
        sure = dict(way.asked)
        skipped: Answers = {id: {"skip": True} for id in self.ids if id not in sure}
        coming = {id for id, _ in self.path({**sure, **skipped}).asked} - set(sure)
        return any(self.obliges(id) for id in coming)

    def obliges(self, id: str) -> bool:
        return self.questions[id].must or not self.questions[id].skippable

    def _is_free(self, questionnaire: Questionnaire, id: str) -> bool:
        """Whether a question can be left open while others are asked: nothing refers to it, it leads one way."""
        question = self.questions[id]
        if question.type not in ("single", "multiple", "range") or self.obliges(id):
            return False
        if any(choice.next or choice.gift for choice in question.choices):
            return False
        if id in self.pool and question.next:
            return False
        text = repr((questionnaire.questions, questionnaire.rules, questionnaire.merchandise))
        whens = repr([_whens(question) for question in self.questions.values()])
        whens += repr([part.when for part in (*questionnaire.rules, *questionnaire.merchandise)])
        return f"Ref(question='{id}'" not in text and f"name='{id}'" not in whens

    def decided(self, rule: Rule, way: Way) -> bool:
        """Whether nothing that can still be asked changes what a rule reads."""
        if rule.when is None or way.at in ("results", "end"):
            return True
        coming = self._coming(way.at) - {id for id, _ in way.asked}
        return not any(f"name='{id}'" in repr(rule.when) or f"question='{id}'" in repr(rule.when) for id in coming)

    def holds(self, when: c.Condition | None, said: Mapping[str, Values]) -> bool:
        """Whether a `when` holds; without effect, it does."""
        if when is None:
            return True
        judging = Judging(
            lambda answers, name: answers.get(name, ()),
            lambda name, value: value,
            lambda name: "empty",
            said,
            self.today,
        )
        judge = judging.judge(when)
        return judge is None or judge(said) == MEETS

    def can_be_asked(self, question: Question, said: Mapping[str, Values]) -> bool:
        """Whether `when` holds, and a choice is offered."""
        some = not question.choices or any(self.holds(choice.when, said) for choice in question.choices)
        return self.holds(question.when, said) and some

    def standing(
        self, question: Question, body: dict[str, Any] | None, said: Mapping[str, Values]
    ) -> dict[str, Any] | None:
        """An answer without the picks whose `when` fails; None if there were some, and none is left."""
        if not body or not body.get("choices"):
            return body
        picked = [(pick, question.choice(pick)) for pick in body["choices"]]
        kept = [pick for pick, choice in picked if choice is None or self.holds(choice.when, said)]
        return {**body, "choices": kept} if kept else None

    def following(self, question: str) -> str:
        """Where a question leads that has no route of its own."""
        place = self.ids.index(question) + 1
        following = self.ids[place] if place < len(self.ids) else "results"
        return "best" if self.is_best or question in self.pool or following in self.pool else following

    def _pool(self) -> list[str]:
        if self.is_best:
            return self.ids[1:]
        if not any(route.to == "best" for question in self.questions.values() for route in question.routes):
            return []
        named: dict[str, list[str]] = {}
        for place, (id, question) in enumerate(self.questions.items()):
            named[id] = [route.to for route in question.routes]
            if question.falls_through:
                named[id] += self.ids[place + 1 : place + 2]
        reached = _spread(self.ids[0], named)
        others = [id for id in self.ids if id not in reached]
        routed = {route.to for id in others for route in self.questions[id].routes}
        return [id for id in others if id not in routed]

    def _coming(self, at: str) -> set[str]:
        """The question and all that routes lead to from it, whatever is answered."""
        named = {"best": list(self.pool)}
        for id, question in self.questions.items():
            ways = [*(_taken(choice.next) for choice in question.choices)]
            if not question.every_choice_leaves:
                ways.append(_taken(question.next))
            named[id] = [to for way in ways for to in way] + ([self.following(id)] if question.falls_through else [])
        return _spread(at, named) & set(self.ids)


def _spread(start: str, named: Mapping[str, list[str]]) -> set[str]:
    """Everything that can be reached."""
    found = {start}
    while more := {to for id in found for to in named.get(id, ())} - found:
        found |= more
    return found


def _whens(question: Question) -> list[c.Condition | None]:
    """The conditions on answers that a question carries."""
    choices = [choice.when for choice in question.choices]
    return [question.when, *choices, *(route.when for route in question.routes)]


def _taken(routes: tuple[Route, ...]) -> list[str]:
    """The targets of routes up to the first that is sure."""
    sure = next((place for place, route in enumerate(routes) if route.when is None), len(routes))
    return [route.to for route in routes[: sure + 1]]


def _without(answers: Answers, question: str) -> Answers:
    return {id: body for id, body in answers.items() if id != question}


def _values_said(question: Question, body: dict[str, Any]) -> Values:
    if question.type == "date" and "value" in body:
        return (float(date.fromisoformat(body["value"]).toordinal()),)
    if "seen" in body:
        return ("true",)
    ends = [body[key] for key in ("min", "max", "value") if body.get(key) is not None]
    return tuple(body.get("choices", ends))
