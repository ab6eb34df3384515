"""Typing a questionnaire by one catalog: its conditions and wishes, and the choices that the catalog makes."""

from __future__ import annotations

from dataclasses import replace

from app.catalog import Index, bitset
from app.catalog.columns import Numbers
from app.catalog.strings import Strings
from app.catalog.values import count_values
from app.conditions import Condition, Held, Kind, Known, Name, Scope, Test, bind
from app.conditions.model import tests
from app.conditions.wish import Wish, bind_wish
from app.document.texts import UNSAID, plain
from app.issues import Collector, Mark
from app.issues.near import nearest
from app.questionnaire import Choice, Goal, Question, Rule, Type
from app.shopper.triggers import Trigger


class Binder:
    """Types a questionnaire's conditions and wishes by the attributes of one catalog."""

    def __init__(self, index: Index, questions: dict[str, Name], issues: Collector) -> None:
        self.index = index
        self.names = index.catalog.names
        self.scope = Scope(self.names, "the attribute", "unknown-attribute", questions)
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
        return self.sure(condition)

    def sure(self, condition: Condition) -> Condition:
        bound = bind(condition, self.scope, self.issues)
        self.known_values(bound)
        return bound

    def deed(self, condition: Condition) -> Condition:
        """What merchandising is about: products, whatever was entered."""
        if condition.refs:
            mark = next(test.mark for test in tests(condition) if test.refs)
            assert mark
            message = "merchandising cannot refer to an answer"
            self.issues.add("wrong-test", mark, message, "take `{answer: …}` away; `when` and rules may read answers")
        return self.sure(condition)

    def otherwise(self, wishes: tuple[Wish, ...]) -> tuple[Wish, ...]:
        """What stands first by itself, whatever was answered."""
        for wish in wishes:
            if wish.refs and wish.mark:
                message = "`otherwise` cannot refer to an answer"
                self.issues.add("wrong-test", wish.mark, message, "take `{answer: …}` away; `prefer` may read answers")
        return self.wishes(tuple(wish for wish in wishes if not wish.refs))

    def goal(self, goal: Goal | None) -> None:
        """What is wrong with the number that a goal counts by."""
        if goal is None or not goal.worth or goal.mark is None:
            return
        if goal.worth not in self.names:
            self.issues.unknown_word("unknown-attribute", goal.mark, "the attribute", goal.worth, self.names)
        elif self.names[goal.worth].kind is not Kind.NUMBER:
            numbers = ", ".join(name for name, known in self.names.items() if known.kind is Kind.NUMBER) or "none"
            message = f"a goal counts by a number, and `{goal.worth}` is of kind {self.names[goal.worth].kind}"
            self.issues.add("wrong-test", goal.mark, message, f"numbers here: {numbers}")

    def trigger(self, trigger: Trigger) -> Trigger:
        return replace(trigger, after=self.sure(trigger.after), offer=self.sure(trigger.offer))

    def rule(self, rule: Rule) -> Rule:
        return replace(
            rule,
            filter=self.condition(rule.filter),
            only=self.condition(rule.only),
            prefer=self.wishes(rule.prefer),
        )

    def wishes(self, wishes: tuple[Wish, ...]) -> tuple[Wish, ...]:
        return tuple(bind_wish(wish, self.scope, self.issues) for wish in wishes)

    def choice(self, question: Question, choice: Choice) -> Choice:
        """The choice with its filter bound; one without filter and wish asks for its id on the question's attribute."""
        filter = self.condition(choice.filter)
        label = choice.label
        attribute = self.index.catalog.attributes.get(question.attribute)
        if attribute and not choice.prefer and choice.filter is None:
            literal = attribute.name.literal(choice.id)
            if literal is None and attribute.name.order and nearest(choice.id, attribute.name.order):
                what = f"`{attribute.id}` is ordered, and the value"
                self.issues.unknown_word("wrong-test", choice.mark, what, choice.id, attribute.name.order)
            elif literal is None:
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
                if isinstance(value, str) and not column.has(value):
                    self.issues.unknown_word(
                        "unknown-value",
                        test.mark,
                        f"no product has this `{test.name}`: the value",
                        value,
                        column.vocabulary,
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
        counted = self._counted(question)
        for text, label in question.auto.labels.items():
            if text not in counted:
                what = f"no product has this `{attribute.id}`: the value"
                self.issues.unknown_word("unknown-value", label.mark or question.auto.mark, what, text, counted)
        for text, number in counted.items():
            literal = attribute.name.literal(text)
            label = question.auto.labels.get(text) or attribute.value_label(text)
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
        column, index = self.index.products.column(question.attribute), self.index
        order = self.names[question.attribute].order
        sizes = count_values(index, question.attribute, index.everything, bitset.none(index.rows)).tolist()
        if isinstance(column, Numbers):
            return {order[int(rank)]: size for rank, size in zip(column.distinct, sizes, strict=True)}
        assert not isinstance(column, Strings), question.attribute
        return dict(zip(column.vocabulary, sizes, strict=True))
