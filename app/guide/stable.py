"""Whether the first page would stay as it is, whatever were answered to what is still open."""

from __future__ import annotations

from app.catalog import bitset
from app.guide.show import first_rows
from app.guide.state import State


def is_stable(state: State) -> bool:
    """Whether no answer to an open question can change the first page: all of it meets whatever could be asked for,
    and nothing that could be wished grades products differently.

    What is said then takes away others only, or lowers them. False where that is not certain: where a range, an entry,
    or an answer that leads elsewhere is still open.
    """
    idle, release = state.agenda.idle, state.release
    meeting = state.candidates
    for id in state.path.open:
        if idle(id):
            continue
        question = release.questionnaire.questions[id]
        if id not in release.free or not question.type.has_choices or id in release.counter.valued:
            return False
        for fit, wishes in idle.available(question):
            if fit is not None:
                meeting = meeting & fit.meets
            varied = wishes and release.questionnaire.ranking.diversity
            if not meeting.any() or varied or idle.grades_apart(question, wishes):
                return False
    rows = first_rows(state)
    return bool(len(rows)) and bool(bitset.members(meeting, rows).all())
