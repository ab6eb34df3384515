"""Not for me is learnt from: what is like it stands lower, is still there, and says why."""

from __future__ import annotations

from app.guide import Step, see_results, why
from app.shopper import Visit
from tests.builders import NOW
from tests.guide.test_leaning import ME, TOYS


def results(*unwanted: str, learnt: bool = True) -> Step:
    visit = Visit(dismissed=unwanted, averse=dict.fromkeys(unwanted, NOW) if learnt else {})
    return see_results(TOYS, ME, (), NOW, visit=visit)


def order(step: Step) -> list[str]:
    return [shown.id for shown in step.products]


def test_what_is_like_it_stands_lower_and_stays() -> None:
    assert order(results())[:3] == ["t0", "t1", "t2"]
    after = results("t0", "t2")
    assert order(after)[:2] == ["t1", "t3"], "the brand of what is not wanted follows"
    assert set(order(after)) == set(order(results())) - {"t0", "t2"}


def test_the_term_sums_and_names_the_product() -> None:
    shown = next(one for one in results("t0", "t2").products if one.id == "t4")
    (term,) = [term for term in shown.terms if term.kind == "unlike"]
    assert term.amount < 0 and term.cause == "t0"
    assert shown.score == sum(term.amount for term in shown.terms)
    visit = Visit(dismissed=("t0", "t2"), averse={"t0": NOW, "t2": NOW})
    assert why(TOYS, ME, (), NOW, "t4", visit).shown.terms == shown.terms


def test_without_consent_it_is_only_taken_away() -> None:
    assert order(results("t0", learnt=False)) == [id for id in order(results()) if id != "t0"]


def test_one_alone_and_what_the_catalog_lacks_say_nothing() -> None:
    assert order(results("t0")) == [id for id in order(results()) if id != "t0"]
    assert order(results("t0", "gone")) == order(results("t0"))
