"""What an author acknowledges is kept, with the reason; what he acknowledges in vain is named."""

from __future__ import annotations

from app.issues import Allowance, Issue, Mark, acknowledge

ROAD = ("questions", "ground", "choices", "road")


def issue(code: str = "unreachable", *path: str, file: str = "a.yaml") -> Issue:
    return Issue(code, Mark(file, 3, 1, path), "wrong", "mend")


def allowance(*path: str, code: str = "unreachable", reason: str = "meant", file: str = "a.yaml") -> Allowance:
    return Allowance(code, reason, Mark(file, 2, 1, path))


def allowed(*found: Issue) -> list[str | None]:
    return [each.allowed for each in found]


def test_an_issue_at_or_below_the_node_is_acknowledged() -> None:
    issues = [issue("unreachable", *ROAD[:2]), issue("unreachable", *ROAD), issue("unreachable", "questions", "gro")]
    found = acknowledge(issues, [allowance(*ROAD[:2], "allow", "0")])
    assert allowed(*found) == ["meant", "meant", None]


def test_a_reason_written_under_the_code_stands_on_the_same_node() -> None:
    assert allowance(*ROAD, "allow", "1", "unreachable").node == ROAD
    assert allowance(*ROAD, "allow", "1").node == allowance(*ROAD).node == ROAD
    assert allowance("allow", "0").node == ()


def test_a_question_called_allow_is_a_node_like_others() -> None:
    assert allowance("questions", "allow").node == ("questions", "allow")
    assert allowance("questions", "allow", "choices").node == ("questions", "allow", "choices")
    assert allowance("questions", "allow", "allow", "0").node == ("questions", "allow")


def test_another_code_and_another_file_are_not() -> None:
    issues = [issue("unknown-value", *ROAD), issue("unreachable", *ROAD, file="b.yaml")]
    found = acknowledge(issues, [allowance(*ROAD)])
    assert allowed(*found) == [None, None, None]
    assert [each.code for each in found] == ["unknown-value", "unreachable", "unused-allow"]


def test_an_error_never_is() -> None:
    assert acknowledge([issue("cycle", *ROAD)], [allowance(*ROAD, code="cycle")]) == [issue("cycle", *ROAD)]


def test_the_nearest_reason_counts_and_both_are_used() -> None:
    outer, inner = allowance("questions", reason="all of them"), allowance(*ROAD, reason="")
    assert allowed(*acknowledge([issue("unreachable", *ROAD)], [outer, inner])) == [""]


def test_what_covers_nothing_is_named_unless_an_error_may_hide_it() -> None:
    vain = allowance(*ROAD)
    (note,) = acknowledge([], [vain])
    assert (note.code, note.mark, note.message) == ("unused-allow", vain.mark, "nothing here is `unreachable`")
    assert acknowledge([issue("cycle")], [vain]) == [issue("cycle")]


def test_what_is_shared_is_covered_where_it_comes_from() -> None:
    shared = Mark("common.yaml", 2, 3, ("questions", "budget"))
    outer = Allowance("unreachable", "meant", Mark("a.yaml", 2, 1, ("questions", "money", "allow", "0")), shared)
    below = issue("unreachable", "questions", "budget", "ask", file="common.yaml")
    beside = issue("unreachable", "questions", "money", "ask", file="common.yaml")
    assert allowed(*acknowledge([below, beside], [outer])) == ["meant", None]
