"""The parts of a step in the words of one language."""

from __future__ import annotations

from typing import Any

from app.catalog.model import Catalog
from app.conditions.dates import write_date
from app.document.texts import Localized
from app.guide import Release
from app.guide.otherwise import OTHERWISE
from app.guide.step import AnswerView, ChoiceView, Needs, Peak, QuestionView, Relaxation, Shown
from app.questionnaire import Between, Entered, Picked, Question, Seen, Skipped, Type, write_answer
from app.ranking import Term
from app.web import formats
from app.web.arguing import Arguing, once
from app.web.because import HABITS, Because
from app.web.figures import address_of_figure
from app.web.relaxing import Relaxing
from app.web.shopkeeping import Shopkeeping
from app.web.texts import Translate, listed, translator

Json = dict[str, Any]


class Saying:
    """Says the parts of a step in one language."""

    def __init__(self, release: Release, language: str) -> None:
        self.release = release
        self.language = language
        self.catalog: Catalog = release.index.catalog
        self.t: Translate = translator(language)
        self.arguing = Arguing(release, language)
        self.because = Because(release, language)
        self.shop = Shopkeeping(release, language)

    def pick(self, text: Localized | None) -> str:
        return text.pick(self.language) if text else ""

    def question(self, view: QuestionView) -> Json:
        question = view.question
        is_date = question.type is Type.DATE
        least, most = (write_date(end) if is_date and end is not None else end for end in (view.least, view.most))
        answer = view.answer
        value = write_answer(question, answer).get("value") if isinstance(answer, Entered) else None
        return {
            "id": question.id,
            "type": question.type,
            "ask": self.pick(question.ask),
            "heading": self.pick(question.heading),
            "help": self.pick(question.help),
            "image": address_of_figure(question.image),
            "alt": self.pick(question.alt),
            "skippable": question.skippable,
            "skip": self.skip(question),
            "sensitive": question.sensitive,
            "match": question.match,
            "unit": self.pick(question.unit),
            "selected_skip": answer is not None and write_answer(question, answer) == {"skip": True},
            "answered": answer is not None,
            "importance": self.importance(view),
            "value": value,
            "min": None if question.type is Type.MULTIPLE else least,
            "max": None if question.type is Type.MULTIPLE else most,
            "step": question.step,
            "most": int(most) if question.type is Type.MULTIPLE and isinstance(most, float) else None,
            "choices": [self.choice(question, choice) for choice in view.choices],
            "range": self.range(view),
            "confirm": self.confirm(view),
        }

    def confirm(self, view: QuestionView) -> Json | None:
        """What the shopper has all but said, to be sent as it is."""
        if view.confirm is None:
            return None
        known = self.release.choices.get(view.question.id, {})
        picks = view.confirm.choices if isinstance(view.confirm, Picked) else ()
        body, names = write_answer(view.question, view.confirm), tuple(known[id].label for id in picks)
        said = self.answer_label(AnswerView(view.question.id, view.question, view.confirm, body, names, False, False))
        return {"answer": body, "label": self.t("confirm.ask", label=said)}

    def skip(self, question: Question | None) -> str:
        """What leaving a question open is called."""
        return self.pick(question.skip if question else None) or self.t("answers.skipped")

    def importance(self, view: QuestionView) -> float | None:
        """How much the answer matters, if the shopper is asked for that."""
        if not view.question.asks_importance:
            return None
        given = None if view.answer is None or isinstance(view.answer, Skipped | Seen) else view.answer.importance
        return 1.0 if given is None else given

    def choice(self, question: Question, view: ChoiceView) -> Json:
        choice = view.choice
        return {
            "id": choice.id,
            "label": self.pick(choice.label),
            "help": self.pick(choice.help),
            "image": address_of_figure(choice.image),
            "alt": self.pick(choice.alt),
            "exclusive": choice.exclusive,
            "count": view.count,
            "unknown": view.unknown,
            "selected": view.selected,
            "disabled": view.disabled,
            "likely": view.likely,
            "needs": None if view.needs is None else self.needs(question, view.needs),
        }

    def range(self, view: QuestionView) -> Json | None:
        if view.range is None:
            return None
        given = view.answer if isinstance(view.answer, Between) else Between(None, None)
        attribute = self.catalog.attributes[view.question.attribute]
        return {
            "min": view.range.min,
            "max": view.range.max,
            "step": view.range.step,
            "unit": self.pick(view.question.unit) or self.pick(attribute.unit),
            "bound": view.question.bound,
            "value": {"min": given.min, "max": given.max},
            "unknown": view.range.unknown,
            "bins": [{"from": bin.start, "to": bin.end, "count": bin.count} for bin in view.range.bins],
        }

    def answer(self, view: AnswerView) -> Json:
        return {
            "question": view.question,
            "ask": self.pick(view.asked.ask) if view.asked else view.question,
            "value": view.body,
            "label": self.answer_label(view),
            "stale": view.stale,
            "gone": view.gone,
        }

    def answer_label(self, view: AnswerView) -> str:
        """What was answered, in a few words."""
        match view.answer:
            case Picked():
                return listed(map(self.pick, view.labels), self.language) or self.t("answers.none")
            case Between(low, high, _) if view.asked:
                attribute = self.catalog.attributes[view.asked.attribute]
                ends = {
                    name: formats.fact(attribute, end, self.catalog, self.language)
                    for name, end in (("low", low), ("high", high))
                    if end is not None
                }
                return self.t("bound.both" if len(ends) == 2 else "bound.min" if "low" in ends else "bound.max", **ends)
            case Entered(value, _) if view.asked:
                if view.asked.type is Type.DATE:
                    return formats.day(value, self.language)
                return formats.number(value, self.language, unit=self.pick(view.asked.unit))
            case Seen():
                return self.t("answers.seen")
        return self.skip(view.asked) if view.answer else str(view.body)

    def product(self, shown: Shown) -> Json:
        roles, product = self.catalog.roles, shown.product
        price = product.get(roles.get("price", ""))
        show = [self.catalog.attributes[id] for id in self.release.questionnaire.results.show]
        return {
            "id": shown.id,
            "title": product.get(roles["title"], ""),
            "url": formats.web_address(product.get(roles.get("url", ""))),
            "image": formats.web_address(product.get(roles.get("image", ""))),
            "price": price,
            "price_text": formats.price(price, self.catalog, self.language) if isinstance(price, float) else "",
            "score": shown.score,
            "score_text": formats.signed(shown.score, self.language),
            "label": self.pick(shown.label) or (self.t(f"placed.{shown.placed}") if shown.placed else ""),
            "placed": shown.placed,
            "unbeaten": self.unbeaten(shown),
            "facts": [
                {
                    "attribute": attribute.id,
                    "label": self.pick(attribute.label),
                    "text": formats.fact(attribute, product.get(attribute.id), self.catalog, self.language),
                    "stated": attribute.id in product,
                }
                for attribute in show
            ],
            "reasons": once([*self.arguing.reasons(shown), *self.because.reasons(shown), *self.shop.reasons(shown)]),
            "terms": [self.term(term, shown) for term in shown.terms],
        }

    def term(self, term: Term, shown: Shown) -> Json:
        attribute = self.catalog.attributes.get(term.name)
        label = self.pick(attribute.label) if attribute else ""
        if term.kind == "trigger":
            label = self.shop.say(term)
        elif term.kind in HABITS:
            label = self.because.habit(term)
        elif term.kind == OTHERWISE and label:
            label = self.t("term.otherwise", name=label)
        elif not attribute:
            label = self.t(f"term.{term.kind}")
        if term.cause and term.kind not in (*HABITS, "trigger"):
            label = self.because.say(term, label, shown)
        return {
            "term": term.kind,
            "question": term.question,
            "attribute": term.name,
            "label": label,
            "amount": term.amount,
            "text": formats.signed(term.amount, self.language),
        }

    def relaxation(self, relaxation: Relaxation) -> Json:
        words = Relaxing(self.release, self.language)
        return {
            "change": words.change(relaxation.changes),
            "label": words.label(relaxation),
            "remaining": relaxation.remaining,
        }

    def needs(self, question: Question, needs: Needs) -> Json:
        """The relaxation, with the choice itself ticked by the same change."""
        words = Relaxing(self.release, self.language)
        return {
            "change": words.change({question.id: needs.answer, **needs.relaxation.changes}),
            "label": words.label(needs.relaxation),
            "remaining": needs.relaxation.remaining,
        }

    def unbeaten(self, shown: Shown) -> str:
        """In what few others, or none, are as good, or that none is better in everything."""
        if shown.unbeaten is None:
            return ""
        names = listed(map(self.peak, shown.unbeaten), self.language)
        return self.t("unbeaten.in", names=names) if names else self.t("unbeaten.all")

    def peak(self, peak: Peak) -> str:
        """The most or the least of an attribute: the mapping's words, else its label."""
        attribute = self.catalog.attributes[peak.attribute]
        words = attribute.most if peak.way == "most" else attribute.least
        if words is None and peak == Peak(self.catalog.roles.get("price", ""), "least"):
            return self.t("unbeaten.price")
        return self.pick(words or attribute.label)
