"""Walking journeys, and holding what is seen against what must be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from app.compiler.journeys.model import Journey, Leg, Then
from app.compiler.journeys.read import read_journeys
from app.compiler.journeys.said import quoted, read_said
from app.guide import Release, Step, advance, see_results
from app.guide.state import Bodies
from app.issues import Collector
from app.questionnaire.route import END, RESULTS, TERMINALS
from app.shopper import Visit


def check_journeys(source: str, file: str, release: Release, today: date, issues: Collector) -> None:
    """Walks every journey of a file on a release; what is wrong with them, and what they find, goes to `issues`."""
    found = read_journeys(source, file, issues)
    if found is None:
        return
    if found.questionnaire != release.questionnaire.id:
        message = (
            f"these journeys are of `{found.questionnaire}`, beside the questionnaire `{release.questionnaire.id}`"
        )
        issues.add("bad-value", found.mark, message, f"write journeys: {release.questionnaire.id}, or rename the file")
        return
    for journey in found.journeys:
        _Walk(release, journey, journey.on or found.on or today, issues).walk()


def noon(day: date) -> datetime:
    """A time on a day: what is seen depends on nothing finer."""
    return datetime.combine(day, time(12), UTC)


def place_of(step: Step) -> str:
    """Where a step stands: the question that it asks, or a terminal."""
    return step.question.question.id if step.question else END if step.ended else RESULTS


class _Walk:
    def __init__(self, release: Release, journey: Journey, day: date, issues: Collector) -> None:
        self.release = release
        self.journey = journey
        self.day = day
        self.issues = issues
        self.bodies: Bodies = {}

    def walk(self) -> None:
        """All legs; what follows one that cannot be read is not walked."""
        for leg in self.journey.legs:
            if not self._says(leg):
                return
            self._holds(leg.then)
        stale = self._advance().answers
        given = {id: mark for leg in self.journey.legs for id, (mark, _) in leg.answers.items()}
        for answer in stale:
            if answer.stale:
                message = f"the answer to `{answer.question}` has no effect: this journey does not come to it"
                self.issues.add(
                    "stale-answer", given[answer.question], message, "take it away, or answer what leads there"
                )

    def _says(self, leg: Leg) -> bool:
        """Takes the answers of a leg; whether all of it could be read."""
        before = len(self.issues.issues)
        for id, (mark, node) in leg.answers.items():
            body = read_said(self.release, id, mark, node, self.day, self.issues)
            if body is not None:
                self.bodies[id] = body
        wanted = leg.then.question
        known = [*self.release.questionnaire.questions, *TERMINALS]
        if wanted is not None and wanted not in known:
            self.issues.unknown_word("unknown-question", leg.then.marks["question"], "the question", wanted, known)
        for id in leg.then.top or ():
            if id not in self.release.index.products.row_of:
                message = f"the catalog `{self.release.questionnaire.catalog}` has no product `{id}`"
                self.issues.add("unknown-product", leg.then.marks["top"], message, "take an id from the feed")
        return len(self.issues.issues) == before

    def _advance(self) -> Step:
        return advance(self.release, self.bodies, (), noon(self.day), Visit(self.journey.visit))

    def _holds(self, then: Then) -> None:
        for key, expected, came, written in self._differences(then, self._advance()):
            message = f"`{self.journey.name}`: {key} should be {expected}, and is {came}"
            help = f"mend the questionnaire, or write {key}: {written}"
            self.issues.add("journey", then.marks.get(key, self.journey.mark), message, help)

    def _differences(self, then: Then, step: Step) -> Iterator[tuple[str, str, str, str]]:
        """For each expectation that fails: its key, what should be, what is, and how that is written."""
        place = place_of(step)
        if then.question not in (None, place):
            yield "question", f"`{then.question}`", f"`{place}`", place
        if then.remaining is not None and not then.remaining[0] <= step.remaining <= then.remaining[1]:
            yield "remaining", _wanted(then.remaining), f"{step.remaining:,}", str(step.remaining)
        if then.top is not None:
            first = self._first(len(then.top))
            if first != then.top:
                yield "top", ", ".join(then.top), ", ".join(first) or "nothing", f"[{', '.join(map(quoted, first))}]"
        if then.warnings is not None and not self._warned(then.warnings, step):
            said = [warning.pick("") for warning in step.warnings]
            came = f"[{', '.join(map(quoted, said))}]"
            yield "warnings", "; ".join(then.warnings) or "nothing", "; ".join(said) or "nothing", came

    def _first(self, number: int) -> tuple[str, ...]:
        step = see_results(self.release, self.bodies, (), noon(self.day), number, 0, Visit(self.journey.visit))
        return tuple(shown.id for shown in step.products)

    def _warned(self, wanted: tuple[str, ...], step: Step) -> bool:
        said = [warning.texts.values() for warning in step.warnings]
        return len(said) == len(wanted) and all(text in texts for text, texts in zip(wanted, said, strict=True))


def _wanted(remaining: tuple[float, float]) -> str:
    least, most = remaining
    if least == most:
        return f"{least:,.0f}"
    return f"{least:,.0f} or more" if most == float("inf") else f"{least:,.0f} to {most:,.0f}"
