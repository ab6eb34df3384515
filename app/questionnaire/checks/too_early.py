"""No condition reads an answer that cannot have been given by then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.conditions import All, Condition, Test
from app.conditions.model import Ref, literals, tests
from app.conditions.wish import Near, Passing, Wish
from app.issues import Collector, Mark
from app.questionnaire.explore import Exploration
from app.questionnaire.model import Questionnaire
from app.questionnaire.question import Question
from app.questionnaire.rule import Rule
from app.questionnaire.sites import WALKED, Kind, Site

Part = Condition | Wish | None


def answers_come_in_time(exploration: Exploration, issues: Collector) -> None:
    questionnaire = exploration.questionnaire
    for site in exploration.sites:
        for id in unanswered(exploration, site):
            if id == site.owner:
                where = "which is asked only after that"
            elif exploration.comes_after(site.owner, id):
                where = f"which is asked later ({questionnaire.questions[id].mark})"
            else:
                where = f"which is asked on other paths only ({questionnaire.questions[id].mark})"
            message = f"the `when` of {site.what} reads the answer to `{id}`, {where}"
            before = "" if id == site.owner else f"ask `{id}` before `{site.owner}`, or "
            mark = _mark(site.when, id) or site.mark
            issues.add("too-early", mark, message, f"{before}test what is answered by then")
    for question in questionnaire.questions.values():
        for ref in _refs(_of_question(question)):
            known = ref.question in questionnaire.questions
            if known and not _on_one_path(exploration, question.id, ref.question):
                _report(questionnaire, ref, f"the question `{question.id}`", question.mark, issues)
    for rule in questionnaire.rules:
        for ref in _refs((rule.filter, rule.only, *rule.prefer)):
            needed = _needed(rule) & questionnaire.questions.keys()
            known = ref.question in questionnaire.questions
            if known and not all(_on_one_path(exploration, id, ref.question) for id in needed):
                _report(questionnaire, ref, f"rule {rule.id.rpartition('-')[2]}", rule.mark, issues)


def unanswered(exploration: Exploration, site: Site) -> list[str]:
    """The questions that a `when` reads and that cannot have been answered where it stands, in the order of the file.

    A route may read the answer to its own question.
    """
    if site.kind not in WALKED:
        return []
    own = site.kind is not Kind.ROUTE
    read = sorted(site.reads & exploration.bits.keys(), key=exploration.bits.__getitem__)
    return [id for id in read if (own if id == site.owner else not exploration.comes_after(id, site.owner))]


def _on_one_path(exploration: Exploration, one: str, other: str) -> bool:
    return exploration.comes_after(one, other) or exploration.comes_after(other, one)


def _mark(when: Condition, id: str) -> Mark | None:
    """Where a condition first reads an answer."""
    for test in tests(when):
        if test.name == id:
            return test.mark
        for ref in literals(test):
            if isinstance(ref, Ref) and ref.question == id:
                return ref.mark
    return None


def _of_question(question: Question) -> Iterator[Part]:
    yield from (question.filter, *question.prefer)
    for choice in question.choices:
        yield from (choice.filter, *choice.prefer)


def _refs(parts: Iterable[Part]) -> Iterator[Ref]:
    for part in parts:
        match part:
            case Wish(aim=Near(value=Ref() as ref)):
                yield ref
            case Wish(aim=Passing(condition)):
                yield from _refs([condition])
            case Wish() | None:
                pass
            case _:
                yield from (ref for test in tests(part) for ref in literals(test) if isinstance(ref, Ref))


def _needed(rule: Rule) -> set[str]:
    """Questions that must have been answered for a rule to act: those of tests that must all be met."""
    parts = rule.when.parts if isinstance(rule.when, All) else (rule.when,)
    return {part.name for part in parts if isinstance(part, Test)}


def _report(questionnaire: Questionnaire, ref: Ref, what: str, mark: Mark, issues: Collector) -> None:
    where = questionnaire.questions[ref.question].mark
    message = f"{what} refers to the answer to `{ref.question}` ({where}), and no path asks both"
    issues.add("too-early", ref.mark or mark, message, "refer to a question on the same path")
