"""What could be said next: why not, what if, critiques, in the words of one language."""

from __future__ import annotations

from functools import reduce
from typing import Any

from app.conditions.wish import Extreme
from app.document.texts import plain
from app.guide.step import AnswerView, Critique, GiftOffer, Peak, Step, Turn, WhyNot
from app.questionnaire import Answer, Picked, Seen, Skipped, write_answer
from app.web import formats
from app.web.saying import Saying
from app.web.texts import listed

Json = dict[str, Any]


class Counsel(Saying):
    """Says what changes of the answers would do."""

    def change(self, changes: dict[str, Answer | None]) -> Json:
        """A PATCH body, and what it says."""
        bodies, labels = {}, []
        for id, answer in changes.items():
            question = self.release.questions.get(id)
            bodies[id] = None if answer is None else write_answer(question, answer)
            ask = self.pick(question.ask) if question else id
            if answer is None or isinstance(answer, Skipped):
                labels.append(self.t("relax.without", ask=ask))
                continue
            known = self.release.choices.get(id, {})
            picks = answer.choices if isinstance(answer, Picked) else ()
            names = tuple(known[pick].label if pick in known else plain(pick) for pick in picks)
            label = self.answer_label(AnswerView(id, question, answer, bodies[id] or {}, names, False, False))
            labels.append(self.t("why.change", ask=ask, label=label))
        label = reduce(lambda first, more: self.t("relax.and", first=first, next=more), labels) if labels else ""
        return {"change": bodies, "label": label}

    def why_not(self, found: WhyNot) -> Json:
        """The least change that shows a product, or in words why there is none."""
        said = self.change(found.changes)
        if found.obstacle:
            asks = [self.pick(self.release.questions[id].ask) for id in found.questions if id in self.release.questions]
            said["label"] = self.t(f"why.{found.obstacle}", ask=listed(asks, self.language))
        return {**said, "remaining": found.remaining, "obstacle": found.obstacle}

    def gift_offered(self, offer: GiftOffer) -> Json:
        """The question whether it is a gift, what raises it, and what to send if it is."""
        attribute = self.catalog.attributes[offer.attribute]
        before, now = (formats.fact(attribute, one, self.catalog, self.language) for one in (offer.before, offer.now))
        label = self.pick(attribute.label)
        return {
            "text": self.t("gift.offered"),
            "because": self.t("gift.because", label=label, before=before, now=now),
            "question": offer.question,
            "choice": offer.choice,
            "attribute": offer.attribute,
            **self.change(offer.changes),
            "remaining": offer.remaining,
        }

    def critique(self, critique: Critique) -> Json:
        """What could be said to a product shown."""
        dearer = Turn(self.catalog.roles.get("price", ""), "more")
        turns = sorted(critique.turns, key=lambda turn: turn == dearer)  # what it costs is said last
        words = [self.direction(turn) for turn in turns]
        label = words[0]
        if any(turn.way == "near" for turn in turns):
            label = self.t("critique.near")
        elif len(words) > 1:
            alike = len({turn.way for turn in turns}) == 1 and dearer not in turns
            key = "critique.and" if alike else "critique.but"
            label = self.t(key, first=words[0], second=words[1][:1].lower() + words[1][1:])
        change = self.change(critique.changes)["change"]
        return {"label": label, "change": change, "remaining": critique.remaining, "product": critique.product}

    def direction(self, turn: Turn) -> str:
        """More or less of an attribute: the mapping's word, else one made of its label."""
        attribute = self.catalog.attributes[turn.attribute]
        word = {"more": attribute.more, "less": attribute.less}.get(turn.way)
        if word is not None:
            text = self.pick(word)
            return text[:1].upper() + text[1:]
        if turn.way == "near":
            return self.t("critique.near")
        priced = self.catalog.roles.get("price") == attribute.id
        return self.t(f"critique.{'price.' if priced else ''}{turn.way}", label=self.pick(attribute.label))

    def lead(self, step: Step) -> str:
        """By what the list is in order, in one sentence; nothing where there is no list of candidates."""
        if not step.remaining or not step.products:
            return ""
        if any(not view.stale and not isinstance(view.answer, Skipped | Seen | None) for view in step.answers):
            return self.t("results.lead")
        if not step.products[0].stranger:
            return self.t("results.lead.known")
        first = [
            self.peak(Peak(wish.name, "most" if wish.aim.most else "least"))
            for wish in self.release.questionnaire.results.otherwise
            if isinstance(wish.aim, Extreme)
        ]
        if not first or self.release.crowd is not None:  # what others did comes before that
            return self.t("results.lead.none")
        return self.t("results.lead.otherwise", names=listed(first, self.language))

    def sinking(self, step: Step) -> str:
        """How the list goes on after the candidates, in one sentence; nothing if it ends there."""
        if not step.sinking:
            return ""
        asks = listed((self.pick(self.release.questions[id].ask) for id in step.sinking), self.language)
        return self.t("results.sinking", n=step.remaining, asks=asks)
