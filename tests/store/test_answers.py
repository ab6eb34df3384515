from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.shopper import Gifts, Mark, Span
from app.store import Database, StoredAnswer, answers, versions
from tests.store.build import NOW, begun, said, standing

ROAD, TOWN = {"choices": ["road"]}, {"choices": ["town"]}
TOKENS = count()
MINUTE = timedelta(minutes=1)

QUESTIONS = st.sampled_from(["ground", "height", "~price"])
BODIES = st.none() | st.sampled_from([ROAD, TOWN, {"value": 170.5}, {"skip": True}])
WRITES = st.lists(st.tuples(QUESTIONS, BODIES, st.none() | st.integers(1, 12)), max_size=25)


@dataclass
class Model:
    """The simple truth: a dict that keeps its order, and the highest seq by question."""

    standing: dict[str, object] = field(default_factory=dict)
    highest: dict[str, int] = field(default_factory=dict)

    def write(self, question: str, body: object, seq: int | None) -> bool:
        if seq is not None:
            if seq <= self.highest.get(question, 0):
                return False
            self.highest[question] = seq
        if self.standing.get(question) == body:
            return False
        if body is None:
            del self.standing[question]
        else:
            self.standing[question] = body
        return True


@given(writes=WRITES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_stands_is_what_a_dict_would_hold(database: Database, writes: list) -> None:
    session, model = begun(database, f"token {next(TOKENS)}"), Model()
    changed = [(said(database, session, *write), model.write(*write)) for write in writes]
    assert [did for did, _ in changed] == [should for _, should in changed]
    expected = tuple(
        StoredAnswer(question, body, model.highest.get(question), NOW) for question, body in model.standing.items()
    )
    with database.reading() as db:
        assert answers.current(db, session.id) == expected
        log = answers.history(db, session.id)
    # Beside the changes, the log may hold one withdrawal of nothing for each question, to remember its seq.
    assert 0 <= len(log) - sum(did for did, _ in changed) <= 3


def test_a_late_retry_never_overwrites(database: Database) -> None:
    session = begun(database)
    assert said(database, session, "ground", ROAD, 2)
    assert not said(database, session, "ground", TOWN, 1)
    assert not said(database, session, "ground", TOWN, 2)
    assert standing(database, session) == {"ground": ROAD}


def test_a_late_retry_does_not_bring_back_what_was_withdrawn(database: Database) -> None:
    session = begun(database)
    assert not said(database, session, "ground", None, 2)
    assert not said(database, session, "ground", ROAD, 1)
    assert standing(database, session) == {}


def test_the_same_answer_again_adds_nothing_but_its_seq_counts(database: Database) -> None:
    session = begun(database)
    said(database, session, "ground", ROAD, 1)
    assert not said(database, session, "ground", ROAD, 5)
    assert not said(database, session, "ground", TOWN, 4)
    with database.reading() as db:
        assert len(answers.history(db, session.id)) == 1
        assert answers.current(db, session.id) == (StoredAnswer("ground", ROAD, 5, NOW),)


def test_a_changed_answer_keeps_its_place_and_one_given_anew_goes_last(database: Database) -> None:
    session = begun(database)
    for question, body in [("a", ROAD), ("b", ROAD), ("c", ROAD), ("b", TOWN), ("a", None), ("a", TOWN)]:
        said(database, session, question, body)
    assert list(standing(database, session)) == ["b", "c", "a"]


def test_an_answer_and_what_follows_it_are_one_transaction(database: Database) -> None:
    session = begun(database)
    with database.writing() as db:
        for question in ("a", "b"):
            answers.write(db, session.id, question, ROAD, None, NOW, session.version, "r", "m")
            assert answers.current(db, session.id)[-1] == StoredAnswer(question, ROAD, None, NOW)


def test_the_log_names_what_each_step_was_computed_from(database: Database) -> None:
    session = begun(database)
    said(database, session, "ground", ROAD, 7)
    with database.reading() as db:
        (saying,) = answers.history(db, session.id)
        version = versions.by_sha256(db, saying.version)
    assert (saying.question, saying.body, saying.seq, saying.at) == ("ground", ROAD, 7, NOW)
    assert (version and version.sha256, saying.revision, saying.model) == (
        session.version,
        "0123456789ab",
        None,
    )


def test_when_a_gift_was_sought_is_told_by_the_steps_that_followed_the_answers(database: Database) -> None:
    one, other, none = (begun(database, token) for token in ("one", "other", "none"))
    log = [(one, False), (one, True), (none, False), (other, True), (one, True), (one, False)]
    with database.writing() as db:
        for place, (session, gift) in enumerate(log):
            at = NOW + place * MINUTE
            answers.write(db, session.id, f"q{place}", ROAD, None, at, session.version, "r")
            answers.write(db, session.id, f"r{place}", ROAD, None, at, session.version, "r")  # the step follows both
            answers.stamp(db, session.id, None, 10 * place, "0" * 64, gift)
    marks = [Mark(NOW + place * MINUTE, 10 * place, gift) for place, (_, gift) in enumerate(log)]
    first, second = Gifts((Span(marks[1], marks[5], marks[4]),)), Gifts((Span(marks[3], None, marks[3]),))
    with database.reading() as db:
        assert answers.standing(db, one.id).gifts == first
        assert answers.gifts(db) == {one.id: first, other.id: second}
        assert answers.gifts(db, ["bikes"], [other.id, none.id]) == {other.id: second}
        assert answers.gifts(db, ["cars"]) == {}
        assert answers.gifts(db, until=NOW + 2 * MINUTE) == {one.id: Gifts((Span(marks[1], None, marks[1]),))}
        last = answers.history(db, one.id)[-1]
        assert (last.gift, answers.standing(db, one.id, last=last.id).gifts.goes_on) == (False, True)
        assert answers.standing(db, none.id).gifts == Gifts()
