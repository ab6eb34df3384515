"""A shopper at the widget, and what has been said and done there in this request."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.services import Context, answering, sharing
from app.services.answering import Beginning, View
from app.web.payloads import Beginning as Wanted


@dataclass
class Visit:
    """A shopper at the widget; the session begins with the first deed that needs one.

    `shared` is the id of a list that somebody shared: the session then begins with its answers. `beside` is what the
    page shall say beside the step.
    """

    context: Context
    questionnaire: str
    language: str | None
    token: str = ""
    beginning: Wanted | None = None
    shared: str = ""
    beside: dict[str, Any] = field(default_factory=dict)

    def held(self) -> str:
        """The token, of a new session if there was none. Raises NotShared."""
        if not self.token:
            wanted = self.beginning or Wanted()
            prefill = {id: answer.said() for id, answer in wanted.prefill.items()}
            beginning = Beginning(self.language, prefill, wanted.consent, wanted.context)
            if self.shared:
                self.token, _ = sharing.begin_shared(self.context, self.shared, beginning)
            else:
                self.token, _ = answering.begin(self.context, self.questionnaire, beginning)
        return self.token

    def question(self, id: str) -> View:
        """The question `id` with the answer it has, or the first one while there is no session."""
        if not self.token:
            return answering.open_questionnaire(self.context, self.questionnaire, self.language)
        return answering.look(self.context, self.token, id) if id else answering.current(self.context, self.token)

    def results(self, limit: int | None = None) -> View:
        """The list of results."""
        return answering.results(self.context, self.held(), limit=limit)
