"""What serves: a questionnaire's version compiled against a catalog's revision."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from app.catalog import Fit, Index
from app.catalog.bitset import Bits
from app.catalog.columns import Numbers
from app.conditions import Condition, Held, Interval, Kind, Known, Test, bind
from app.conditions.model import moves, tests
from app.conditions.wish import Extreme, Wish, bind_wish
from app.document.texts import UNSAID, Localized, plain
from app.issues import Collector, Mark
from app.questionnaire import Choice, Question, Questionnaire, Type
from app.ranking import Asked, Weights, grades
from app.ranking.grade import Grades


@dataclass(frozen=True)
class Release:
    """Immutable but for what it remembers of conditions and wishes that it has already evaluated.

    `choices` holds every choice by question and id, automatic ones included; `fields` the attribute that a
    range is of.
    """

    questionnaire: Questionnaire
    version: str
    index: Index
    choices: dict[str, dict[str, Choice]]
    out_of_stock: Condition | None
    popularity: Grades | None
    _fits: dict[tuple[object, date | None], Fit] = field(default_factory=dict, repr=False)
    _grades: dict[tuple[Wish, date], Grades] = field(default_factory=dict, repr=False)

    @property
    def revision(self) -> str:
        """The revision of the catalog that this release was compiled against."""
        return self.index.products.revision

    @property
    def weights(self) -> Weights:
        """How much each kind of term weighs in a score."""
        ranking = self.questionnaire.ranking
        return Weights(ranking.preference, ranking.popularity)

    def known_choices(self, question: str) -> frozenset[str]:
        """The ids that an answer to a question may name."""
        return frozenset(self.choices.get(question, ()))

    def fit(self, key: object, condition: Condition, today: date) -> Fit:
        """The fit of one of the questionnaire's own conditions, remembered under `key`; those that move, by the day."""
        place = (key, today if moves(condition) else None)
        if place not in self._fits:
            if place[1]:
                self._forget_other_days(today)
            self._fits[place] = self.index.fit(condition, today)
        return self._fits[place]

    def grades_of(self, asked: Asked, today: date) -> Grades:
        """The grades of one of the questionnaire's own wishes, remembered for the day."""
        place = (asked.wish, today)
        if place not in self._grades:
            for other in [key for key in self._grades if key[1] != today]:
                self._grades.pop(other, None)
            self._grades[place] = grades(asked.wish, self.index, today)
        return self._grades[place]

    def late(self, today: date) -> Bits | None:
        """The products that are out of stock, or None if the catalog does not say."""
        return None if self.out_of_stock is None else self.fit("out of stock", self.out_of_stock, today).meets

    def _forget_other_days(self, today: date) -> None:
        for place in [place for place in self._fits if place[1] not in (None, today)]:
            self._fits.pop(place, None)


def compile_release(questionnaire: Questionnaire, version: str, index: Index, issues: Collector) -> Release | None:
    """The release, or None if the questionnaire does not fit the catalog; what is wrong goes to `issues`."""
    collected = Collector()
    binder = _Binder(index, collected)
    questions = {id: binder.question(question) for id, question in questionnaire.questions.items()}
    for attribute, mark in zip(questionnaire.results.show, questionnaire.show_marks, strict=False):
        binder.attribute(attribute, mark)
    choices = {id: {choice.id: choice for choice in binder.choices(question)} for id, question in questions.items()}
    issues.issues.extend(collected.issues)
    if collected.failed:
        return None
    popularity = index.catalog.role("popularity")
    return Release(
        questionnaire=replace(questionnaire, questions=questions),
        version=version,
        index=index,
        choices=choices,
        out_of_stock=_out_of_stock(index),
        popularity=grades(Wish(popularity.id, Extreme(most=True), 1.0), index, date.min) if popularity else None,
    )


def _out_of_stock(index: Index) -> Condition | None:
    """The mapping's own condition, else what the stock role says."""
    stock = index.catalog.role("stock")
    if index.catalog.out_of_stock or not stock:
        return index.catalog.out_of_stock
    none = "false" if stock.kind is Kind.FLAG else Interval(high=0.0)
    return Test(stock.id, Held((none,)))


class _Binder:
    """Types a questionnaire's conditions and wishes by the attributes of one catalog."""

    def __init__(self, index: Index, issues: Collector) -> None:
        self.index = index
        self.names = index.catalog.names
        self.issues = issues

    def question(self, question: Question) -> Question:
        if question.attribute and question.attribute_mark:
            self.attribute(question.attribute, question.attribute_mark, number=question.type is Type.RANGE)
        choices = tuple(self.choice(question, choice) for choice in question.choices)
        return replace(
            question,
            choices=choices,
            filter=self.condition(question.filter),
            prefer=self.wishes(question.prefer),
        )

    def attribute(self, id: str, mark: Mark, number: bool = False) -> None:
        if id not in self.names:
            self.issues.unknown_word("unknown-attribute", mark, "the attribute", id, self.names)
        elif number and self.names[id].kind is not Kind.NUMBER:
            numbers = ", ".join(name for name, known in self.names.items() if known.kind is Kind.NUMBER) or "none"
            message = f"a range is of a number, and `{id}` is of kind {self.names[id].kind}"
            self.issues.add("wrong-test", mark, message, f"numbers here: {numbers}; or ask with choices: auto")

    def condition(self, condition: Condition | None) -> Condition | None:
        if condition is None:
            return None
        bound = bind(condition, self.names, "the attribute", "unknown-attribute", self.issues)
        self.known_values(bound)
        return bound

    def wishes(self, wishes: tuple[Wish, ...]) -> tuple[Wish, ...]:
        return tuple(bind_wish(wish, self.names, "the attribute", "unknown-attribute", self.issues) for wish in wishes)

    def choice(self, question: Question, choice: Choice) -> Choice:
        """The choice with its filter bound; one without filter and wish asks for its id on the question's attribute."""
        filter = self.condition(choice.filter)
        label = choice.label
        attribute = self.index.catalog.attributes.get(question.attribute)
        if attribute and not choice.prefer and choice.filter is None:
            literal = attribute.name.literal(choice.id)
            if literal is None:
                self.issues.add(
                    "wrong-test",
                    choice.mark,
                    f"`{choice.id}` does not fit `{attribute.id}`, which is of kind {attribute.kind}",
                    "give the choice a filter of its own",
                )
            else:
                filter = Test(attribute.id, Held((literal,)), choice.mark)
                self.known_values(filter)
            label = attribute.value_label(choice.id) if label == UNSAID else label
        return replace(
            choice,
            filter=filter,
            prefer=self.wishes(choice.prefer),
            label=plain(choice.id) if label == UNSAID else label,
        )

    def known_values(self, condition: Condition) -> None:
        """Warn of texts that no product has."""
        for test in tests(condition):
            if test.mark is None or isinstance(test.check, Known) or test.name not in self.names:
                continue
            column = self.index.products.column(test.name)
            if isinstance(column, Numbers) or self.names[test.name].kind is Kind.FLAG:
                continue
            for value in test.check.values:
                if isinstance(value, str) and value not in column.vocabulary:
                    self.issues.unknown_word(
                        "unknown-value",
                        test.mark,
                        f"no product has this `{test.name}`: the value",
                        value,
                        column.vocabulary[:200],
                    )

    def choices(self, question: Question) -> tuple[Choice, ...]:
        """The author's choices, or those that the catalog's values make."""
        if not question.auto or question.attribute not in self.names:
            return question.choices
        attribute = self.index.catalog.attributes[question.attribute]
        if attribute.kind in (Kind.NUMBER, Kind.DATE, Kind.TEXT):
            self.issues.add(
                "wrong-test",
                question.auto.mark,
                f"automatic choices need values that repeat, and `{attribute.id}` is of kind {attribute.kind}",
                "write the choices, or ask for a range",
            )
            return ()
        made = []
        for text, number in self._counted(question).items():
            literal = attribute.name.literal(text)
            label: Localized = question.auto.labels.get(text) or attribute.value_label(text)
            if isinstance(literal, str | float):
                made.append(
                    (
                        number,
                        Choice(text, label, question.auto.mark, filter=Test(attribute.id, Held((literal,)))),
                    )
                )
        sort = question.auto.sort or ("value" if attribute.kind in (Kind.ORDERED, Kind.FLAG) else "count")
        if sort == "count":
            made.sort(key=lambda pair: -pair[0])
        elif sort == "label":
            made.sort(key=lambda pair: pair[1].label.pick(""))
        return tuple(choice for _, choice in made)

    def _counted(self, question: Question) -> dict[str, int]:
        """The stated values of the question's attribute, by their own order, with how many products have each."""
        column = self.index.products.column(question.attribute)
        order = self.names[question.attribute].order
        if isinstance(column, Numbers):
            ranks = Counter(int(rank) for rank in column.values[~np.isnan(column.values)])
            return {value: ranks[rank] for rank, value in enumerate(order) if ranks[rank]}
        sizes = np.bincount(column.codes[column.codes >= 0], minlength=len(column.vocabulary))
        return dict(zip(column.vocabulary, sizes.tolist(), strict=True))
