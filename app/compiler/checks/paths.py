"""What becomes of products along the paths: those that none reaches, and paths on which none is left."""

from __future__ import annotations

from app.compiler.cover import Survey
from app.compiler.coverage import Coverage, DeadEnd
from app.compiler.describe import CUT, said_of
from app.issues import Collector, Mark

READABLE = 10**15
"""From here on a count is told by its power of ten."""
SHOWN = 3
"""How many dead ends have a note of their own, and how many clashes are spelt out."""


def every_product_can_be_reached(survey: Survey, coverage: Coverage, issues: Collector) -> None:
    if coverage.unreached:
        one = coverage.unreached == 1
        message = (
            f"{coverage.unreached:,} product{'' if one else 's'} no path can reach: {survey.examples(survey.missed)}"
        )
        help = "give some choice a wider filter, add one, or let questions be skipped"
        issues.add("out-of-reach", survey.release.questionnaire.catalog_mark, message, help)


def no_path_ends_without_a_product(survey: Survey, coverage: Coverage, issues: Collector) -> None:
    """A note for each of the shortest, and for the first that the shopper is not spared."""
    for end in [end for end in coverage.dead_ends if end.spared][:SHOWN]:
        message = f"no product is left after {end}"
        help = "what would leave nothing is greyed there; a choice can be hidden by `when`, too"
        issues.add("dead-end-path", _mark(survey, end), message, help)
    unspared = [end for end in coverage.dead_ends if not end.spared]
    for end in unspared[:1]:
        message = (
            f"no product is left after {end if end.answers else 'nothing is said'}, and no greyed choice prevents it"
        )
        share = f"{said_of(coverage.unspared, ' %')} of walks come to such an end"
        issues.add("unspared-dead-end", _mark(survey, end), message, f"loosen the filter or the rule; {share}")


def answers_go_together(survey: Survey, coverage: Coverage, issues: Collector) -> None:
    if coverage.clashes:
        sets = [_counted(coverage.pairs, "pair"), _counted(coverage.triples, "triple")]
        counts = f"{' and '.join(filter(None, sets))} of answers"
        shown = "; ".join(str(clash) for clash in coverage.clashes[:SHOWN])
        message = f"no product fits {counts} that can stand on one path: {shown}"
        help = "where one of them was given, the others are greyed"
        issues.add("never-together", survey.release.questionnaire.catalog_mark, message, help)


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}" if count else ""


def what_is_left(survey: Survey, coverage: Coverage, issues: Collector) -> None:
    message = (
        f"{_many(coverage.paths)} paths; candidates at the end: at most {said_of(coverage.worst)}, "
        f"expected {said_of(coverage.expected)}; without a product end {said_of(coverage.dead, ' %')} of walks"
    )
    if coverage.dead_ends_cut:
        message += f"; {CUT}"
    issues.add("coverage", survey.release.questionnaire.catalog_mark, message, _spared(coverage))


def _many(count: int) -> str:
    """A count that can be read."""
    return f"{count:,}" if count < READABLE else f"about 10^{len(str(count)) - 1}"


def _spared(coverage: Coverage) -> str:
    if not coverage.dead.high:
        return "every path ends with a product"
    if coverage.unspared.exact and not coverage.unspared.value:
        return "a shopper is spared them all: a choice that would leave nothing is greyed"
    return f"greying spares them the shopper, but for {said_of(coverage.unspared, ' %')} of walks"


def _mark(survey: Survey, end: DeadEnd) -> Mark:
    """The choice that leaves nothing, or the question."""
    questions = survey.release.questionnaire.questions
    if not end.answers:
        return survey.release.questionnaire.catalog_mark
    question, said = end.answers[-1]
    choice = questions[question].choice(said)
    return choice.mark if choice is not None else questions[question].mark
