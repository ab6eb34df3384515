"""What is said of the logic of a questionnaire is what trying every answer shows."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

from app.issues import Collector, Issue, Mark
from app.questionnaire import Questionnaire, check_logic
from app.questionnaire.checks.too_early import unanswered
from app.questionnaire.sites import Kind, sites
from tests.builders import TODAY
from tests.questionnaire.logics import Everything, Happened, TooMany, logics
from tests.questionnaire.test_explore import explored, read
from tests.questionnaire.test_walk import ask, led


def logic(asked: Questionnaire) -> list[Issue]:
    issues = Collector()
    check_logic(asked, TODAY, issues)
    return issues.issues


def said(written: dict[str, Any]) -> list[str]:
    asked = read(written if "questions" in written else {"questions": written})
    assert asked
    return [f"{issue.code}: {issue.message.partition(': ')[0]}" for issue in logic(asked)]


def shadowed(asked: Questionnaire, happened: Happened) -> set[Mark]:
    """The entries behind one without `when`; and of lists that are read, those that hold, and are never taken.

    What stands behind one that always holds is not among the latter: that is `always-holds`.
    """
    found = set[Mark]()
    places = {
        (site.owner, site.choice, site.place): n for n, site in enumerate(sites(asked)) if site.kind is Kind.ROUTE
    }
    lists = [(id, "", question.next) for id, question in asked.questions.items()]
    lists += [(id, one.id, one.next) for id, question in asked.questions.items() for one in question.choices]
    for id, choice, routes in lists:
        taken = [(id, choice, place) in happened.taken for place in range(len(routes))]
        behind = shut = False
        for place, route in enumerate(routes):
            number = places.get((id, choice, place))
            can_hold = number is None or number in happened.held
            if shut or (any(taken) and not behind and can_hold and not taken[place]):
                found.add(route.mark)
            shut = shut or route.when is None
            behind = behind or (number in happened.held and number not in happened.failed)
    return found


@given(logics())
@settings(max_examples=40, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
def test_never_always_and_unreachable_are_what_trying_every_answer_shows(written: dict[str, Any]) -> None:
    asked = read(written)
    assume(asked is not None)
    assert asked is not None
    found = logic(asked)
    assume(not any(issue.code == "not-followed" for issue in found))
    try:
        happened = Everything(asked, 600).happens()
    except TooMany:
        assume(False)
        raise
    exploration = explored(asked)
    never, always = set[str](), set[str]()
    for place, site in enumerate(sites(asked)):
        if not unanswered(exploration, site):
            never |= {site.what} if place in happened.failed - happened.held else set()
            always |= {site.what} if place in happened.held - happened.failed else set()
    messages = {issue.message for issue in found if issue.code in ("never-holds", "always-holds")}
    assert {what for what in never if any(f"{what} never holds" in message for message in messages)} == never
    assert {what for what in always if any(f"{what} always holds" in message for message in messages)} == always
    assert len(messages) <= len(list(sites(asked)))
    marks = {issue.mark for issue in found if issue.code == "shadowed-route"}
    assert marks == shadowed(asked, happened)
    unreached = {issue.message.split("`")[1] for issue in found if issue.code == "unreachable"}
    assert not unreached & happened.asked
    read_there = {site.owner for place, site in enumerate(sites(asked)) if place in happened.held | happened.failed}
    plain = {id for id, one in asked.questions.items() if one.when is None and not one.hides_choices}
    plain -= set(asked.pool)  # the engine may ask these in another order than the paths that were tried
    assert plain - happened.asked - read_there <= unreached | {id for id in plain if id in happened.passed}


@pytest.mark.parametrize(
    ("questions", "issues"),
    [
        ({"a": ask(), "b": ask(when={"a": "x"})}, []),
        (
            {"a": ask(), "b": ask(when={"a": {"all": ["x", "y"]}})},
            ["never-holds: the `when` of the question `b` never holds"],
        ),
        (
            {"a": ask(skippable=False), "b": ask(when={"a": {"known": True}})},
            ["always-holds: the `when` of the question `b` always holds, for all answers that lead here"],
        ),
        (
            {"a": led("x", "c", next="c"), "b": ask(), "c": ask()},
            ["unreachable: no route leads to the question `b`"],
        ),
        (
            {
                "a": ask(next=[{"when": {"a": {"all": ["x", "y"]}}, "to": "b"}, "c"]),
                "b": ask(next="d"),
                "c": ask(next="d"),
                "d": ask(),
            },
            [
                "unreachable: no answers lead to the question `b`",
                "never-holds: the `when` of the route from `a` to `b` never holds",
            ],
        ),
        (
            {
                "a": ask(next=[{"when": {"a": ["x", "y"]}, "to": "b"}, {"when": {"a": "x"}, "to": "c"}]),
                "b": ask(),
                "c": ask(),
            },
            ["shadowed-route: the route from `a` to `c` is never taken"],
        ),
        (
            {"a": ask(when={"a": "x"}), "b": ask()},
            ["too-early: the `when` of the question `a` reads the answer to `a`, which is asked only after that"],
        ),
        ({"a": led("x", "c"), "b": ask(next="results"), "c": ask(when={"a": "x", "b": "y"})}, None),
        (
            {"a": {"ask": "?", "type": "number", "min": 5}, "b": ask(when={"a": {"below": 5}})},
            ["never-holds: the `when` of the question `b` never holds"],
        ),
        (
            {"a": ask(), "b": {**ask(), "choices": {"x": {"label": "X"}, "y": {"label": "X"}}}},
            ["same-label: the choices `x` and `y` of `b` both read “X”"],
        ),
    ],
)
def test_what_an_author_reads(questions: dict[str, Any], issues: list[str] | None) -> None:
    if issues is None:
        assert [issue.partition(":")[0] for issue in said(questions)] == ["too-early"]
    else:
        assert said(questions) == issues


@pytest.mark.parametrize("key", ["channel", "campaign", "locale", "page"])
def test_where_the_shopper_comes_from_is_free(key: str) -> None:
    assert said({"a": ask(), "b": ask(when={key: "de"}), "c": ask(when={key: {"not": "de"}})}) == []


def test_days_to_come_are_free_and_days_gone_are_not() -> None:
    assert said({"a": ask(), "b": ask(when={"today": {"min": "2027-01-01"}})}) == []
    gone = said({"a": ask(), "b": ask(when={"today": {"below": "2026-01-01"}})})
    assert gone == ["never-holds: the `when` of the question `b` never holds"]


def test_a_rule_is_judged_once_it_is_decided() -> None:
    questions = {"a": ask(skippable=False), "b": ask()}
    rules = [{"when": {"a": {"known": True}}, "warn": "!"}, {"when": {"a": {"known": False}}, "warn": "!"}]
    assert said({"questions": questions, "rules": rules}) == [
        "never-holds: the `when` of rule 2 never holds",
        "always-holds: the `when` of rule 1 always holds, for all answers",
    ]
