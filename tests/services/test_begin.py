"""How a conversation begins, and what is kept of it."""

from hashlib import sha256

import pytest

from app.errors import NotFound
from app.services import Context
from app.services.answering import Beginning, answer, begin, open_questionnaire
from app.store import sessions
from tests.homes import Home
from tests.services.conversing import KEY, refused, said


def test_a_new_session_begins_at_the_first_question(context: Context) -> None:
    _, view = begin(context, "toys")
    assert view.step == open_questionnaire(context, "toys").step


def test_a_token_is_256_random_bits_of_which_only_the_hash_is_kept(home: Home, context: Context) -> None:
    token, _ = begin(context, "toys")
    other, _ = begin(context, "toys")
    assert token != other
    assert len(token) == 43
    with context.database.reading() as db:
        assert sessions.by_token(db, sha256(token.encode()).hexdigest()) is not None
    context.close()
    kept = b"".join(path.read_bytes() for path in (home.path / "var").rglob("*") if path.is_file())
    assert token.encode() not in kept
    assert sha256(token.encode()).hexdigest().encode() in kept


def test_an_idempotency_key_again_gives_the_same_session(context: Context) -> None:
    token, _ = begin(context, "toys", Beginning(idempotency_key=KEY))
    answer(context, token, "hello", {"seen": True})
    again, view = begin(context, "toys", Beginning(idempotency_key=KEY))
    assert again == token
    assert said(view) == {"hello": {"seen": True}}


def test_its_token_cannot_be_derived_without_the_servers_secret(home: Home, context: Context) -> None:
    token, _ = begin(context, "toys", Beginning(idempotency_key=KEY))
    elsewhere = home.open(secret="another", database_url=f"sqlite:///{home.path}/elsewhere.db")
    assert begin(elsewhere, "toys", Beginning(idempotency_key=KEY))[0] != token
    elsewhere.close()


def test_a_key_is_kept_as_a_hash_too(home: Home, context: Context) -> None:
    begin(context, "toys", Beginning(idempotency_key=KEY))
    context.close()
    assert KEY.encode() not in b"".join(path.read_bytes() for path in (home.path / "var").rglob("*") if path.is_file())


def test_a_key_belongs_to_one_questionnaire(home: Home, context: Context) -> None:
    text = (home.path / "questionnaires/toys.yaml").read_text()
    home.put("questionnaires/more.yaml", text.replace("questionnaire: toys", "questionnaire: more"))
    context.folders.look()
    begin(context, "toys", Beginning(idempotency_key=KEY))
    assert refused(lambda: begin(context, "more", Beginning(idempotency_key=KEY))) == "idempotency-mismatch"


def test_a_key_that_could_be_guessed_is_refused(context: Context) -> None:
    assert refused(lambda: begin(context, "toys", Beginning(idempotency_key="1"))) == "short-key"


def test_prefilled_answers_stand_from_the_first_step_on(context: Context) -> None:
    prefill = {"hello": {"seen": True}, "brand": {"choices": ["Ada"]}}
    _, view = begin(context, "toys", Beginning(prefill=prefill))
    assert said(view) == prefill
    assert view.step.remaining == 2


def test_what_cannot_be_read_of_a_beginning_begins_nothing(context: Context) -> None:
    assert refused(lambda: begin(context, "toys", Beginning(consent="maybe"))) == "invalid-consent"
    assert refused(lambda: begin(context, "toys", Beginning(prefill={"brand": {"max": 1}}))) == "invalid-answer"
    with pytest.raises(NotFound):
        begin(context, "toys", Beginning(prefill={"colour": {"choices": ["red"]}}))
    with pytest.raises(NotFound):
        begin(context, "ships")


@pytest.mark.parametrize(
    ("wanted", "language"), [("de", "de"), ("de-AT", "de"), ("fr", "en"), ("", "en"), (None, "en")]
)
def test_a_session_speaks_the_nearest_language(context: Context, wanted: str | None, language: str) -> None:
    assert begin(context, "toys", Beginning(language=wanted))[1].language == language
